using System.Net;
using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Mail;
using CleanApp.Sandbox.Meta;
using CleanApp.Sandbox.Pages;
using CleanApp.Sandbox.Printers;
using CleanApp.Sandbox.Psp;
using CleanApp.Sandbox.Push;
using CleanApp.Sandbox.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CleanApp.Sandbox;

/// <summary>A port the sandbox was told to use belongs to another program.</summary>
public sealed class PortTakenException(int port, string setting)
    : Exception($"port {port} is already in use; stop the other program or choose another port with {setting}.");

/// <summary>Another sandbox keeps its state in this folder.</summary>
public sealed class FolderTakenException(string folder)
    : Exception($"another sandbox already uses the folder {folder}; stop it or choose another folder with SANDBOX_DATA.");

/// <summary>
/// The stand-in bank, printers, WhatsApp, push service and mail server: one http/TLS port, TCP printers and SMTP, on the loopback interface only. Shares no type with the product, so a
/// wrong idea of the protocol cannot be on both sides.
/// </summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CertificateFolder _certificates;
    private readonly PrinterRack _printers;
    private readonly MailServer _mail;
    private readonly PspStore _store;
    private readonly string? _folderToRemove;

    private SandboxHost(
        WebApplication app,
        CertificateFolder certificates,
        PrinterRack printers,
        MailServer mail,
        PspStore store,
        string? folderToRemove
    )
    {
        _app = app;
        _certificates = certificates;
        _printers = printers;
        _mail = mail;
        _store = store;
        _folderToRemove = folderToRemove;
    }

    public int HttpPort { get; private set; }
    public int PrinterPort { get; private set; }

    /// <summary>SMTP, in clear or with STARTTLS.</summary>
    public int MailPort => _mail.Port;

    /// <summary>SMTP, encrypted from the start.</summary>
    public int MailTlsPort => _mail.TlsPort;

    /// <summary>Controls and pages, plain http.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{HttpPort}/");

    /// <summary>Meta's Graph API, plain http, without the version.</summary>
    public Uri GraphAddress => new($"http://127.0.0.1:{HttpPort}/graph");

    /// <summary>The bank's API, same port, https with a client certificate.</summary>
    public Uri PspAddress => new($"https://127.0.0.1:{HttpPort}/");

    /// <summary>Holds ca.pem, client.crt.pem, client.key.pem and the wrong ones for tests: expired.*, other-ca-client.*.</summary>
    public string CertificateFolder => _certificates.Path;

    /// <exception cref="PortTakenException">One of the two ports is in use.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options)
    {
        var folder = options.DataFolder is { } given ? Path.GetFullPath(given) : Directory.CreateTempSubdirectory("cleanapp-sandbox-").FullName;
        Directory.CreateDirectory(folder);
        var certificates = Tls.CertificateFolder.Open(Path.Combine(folder, "certs"), options.Clock);
        var printers = new PrinterRack(options.Clock);
        var mails = new MailStore(options.Clock);
        MailServer? mail = null;
        int printerPort;
        PspStore store;
        try
        {
            printerPort = printers.Add(options.PrinterPort, PrinterBehaviour.Confirms, "epson").Port;
            mail = MailServer.Start(options.MailPort, mails, certificates);
            store = new PspStore(folder, options);
        }
        catch
        {
            if (mail is not null)
                await mail.DisposeAsync();
            await printers.DisposeAsync();
            certificates.Dispose();
            throw;
        }

        var app = Build(options, certificates, printers, mails, store);
        var host = new SandboxHost(app, certificates, printers, mail, store, options.DataFolder is null ? folder : null)
        {
            PrinterPort = printerPort,
        };
        try
        {
            await app.StartAsync();
        }
        catch (Exception e)
        {
            await host.DisposeAsync();
            if (e is IOException { InnerException: AddressInUseException })
                throw new PortTakenException(options.HttpPort, "SANDBOX_PORT");
            throw;
        }

        host.HttpPort = new Uri(app.Urls.First()).Port;
        app.Services.GetRequiredService<RefundDesk>().Resume();
        return host;
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _printers.DisposeAsync();
        await _mail.DisposeAsync();
        _store.Dispose();
        _certificates.Dispose();
        if (_folderToRemove is not null)
            Directory.Delete(_folderToRemove, recursive: true);
    }

    private static WebApplication Build(SandboxOptions options, CertificateFolder certificates, PrinterRack printers, MailStore mails, PspStore store)
    {
        // Empty: no ASPNETCORE_URLS, no settings file of the program that hosts it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // It would print the whole stack of a taken port, for which the caller has one clear line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options.HttpPort, certificates));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton(certificates);
        builder.Services.AddSingleton(printers);
        builder.Services.AddSingleton(mails);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<FaultBoard>();
        builder.Services.AddSingleton<TokenIssuer>();
        builder.Services.AddSingleton<PspGateway>();
        builder.Services.AddSingleton<WebhookDispatcher>();
        builder.Services.AddSingleton<RefundDesk>();
        builder.Services.AddMeta(options);
        builder
            .Services.AddHttpClient(WebhookDispatcher.ClientName, client => client.Timeout = options.WebhookTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => WebhookHandler(certificates));

        var app = builder.Build();
        app.UseRouting();
        app.Use(RefuseForeignPages);
        app.UseWhen(
            http => PspGateway.Guards(http.Request.Path),
            guarded => guarded.Use((http, next) => http.RequestServices.GetRequiredService<PspGateway>().InvokeAsync(http, next))
        );
        app.MapPsp();
        app.MapPspControls();
        app.MapPrinterControls();
        app.MapMailControls();
        app.MapMeta();
        app.MapPush();
        app.MapPages();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, int port, CertificateFolder certificates)
    {
        kestrel.AddServerHeader = false;
        if (port == 0)
            // "localhost" cannot ask for one free port on two addresses at once.
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else
            kestrel.ListenLocalhost(port, Configure);

        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseTlsWhenAsked(certificates);
        }
    }

    private static SocketsHttpHandler WebhookHandler(CertificateFolder certificates) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = new System.Net.Security.SslClientAuthenticationOptions
            {
                ClientCertificates = [certificates.Webhook],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => certificates.Webhook,
            },
        };

    /// <summary>The controls have no login, so a web page from elsewhere must not press them through the visitor's browser.</summary>
    private static Task RefuseForeignPages(HttpContext http, RequestDelegate next)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var own = origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == http.Request.Host.Value);
        if (own || HttpMethods.IsGet(http.Request.Method))
            return next(http);
        http.Response.StatusCode = 403;
        return Task.CompletedTask;
    }
}
