using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(CleanApp.Adapter.Tests.Sandbox.SandboxCertificates))]

namespace CleanApp.Adapter.Tests.Sandbox;

/// <summary>The sandbox's WhatsApp with one business number of its own, and the business' end of the webhook.</summary>
internal sealed class MetaPeer : IAsyncDisposable
{
    public const string Number = "100000000000001";
    public const string Waba = "200000000000001";
    public const string Ana = "+5511988887777";

    private readonly SandboxHost _sandbox;
    private readonly WebApplication _receiver;
    private readonly ConcurrentQueue<Received> _received = new();

    private readonly string _folder;

    private MetaPeer(SandboxHost sandbox, MovableClock clock, string folder)
    {
        _sandbox = sandbox;
        _folder = folder;
        Clock = clock;
#pragma warning disable RS0030 // The tests are a client like any other.
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = sandbox.BaseAddress };
#pragma warning restore RS0030
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("CleanApp-tests/1.0");
        _receiver = BuildReceiver();
    }

    public sealed record Received(byte[] Body, string? Signature)
    {
        public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
    }

    public HttpClient Client { get; }
    public MovableClock Clock { get; }
    public string VerifyToken { get; set; } = "segredo de verificação";

    /// <summary>What the webhook answers.</summary>
    public Func<int> Answers { get; set; } = () => 200;

    public string WebhookUrl => _receiver.Urls.First() + "/webhooks/whatsapp";
    public List<Received> Webhooks => [.. _received];

    public static async Task<MetaPeer> StartAsync(object? settings = null)
    {
        var clock = new MovableClock();
        var certificates = await TestContext.Current.GetFixture<SandboxCertificates>() ?? throw new InvalidOperationException("No certificates.");
        var folder = certificates.NewDataFolder();
        var options = new SandboxOptions
        {
            HttpPort = 0,
            PrinterPort = 0,
            MailPort = 0,
            Clock = clock,
            DataFolder = folder,
            WebhookRetryDelay = TimeSpan.FromMilliseconds(20),
        };
        var peer = new MetaPeer(await SandboxHost.StartAsync(options), clock, folder);
        await peer._receiver.StartAsync();
        await peer.ConfigureAsync(new { webhookUrl = peer.WebhookUrl });
        if (settings is not null)
            await peer.ConfigureAsync(settings);
        return peer;
    }

    public Task<HttpResponseMessage> PutAsync(string path, object body) => Client.PutAsJsonAsync(path, body);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        body is null ? Client.PostAsync(path, null) : Client.PostAsJsonAsync(path, body);

    public Task<HttpResponseMessage> DeleteAsync(string path) => Client.DeleteAsync(path);

    public async Task ConfigureAsync(object settings) => await OkAsync(await PutAsync($"sandbox/meta/numbers/{Number}", settings));

    public async Task SwitchAsync(object faults) => await OkAsync(await PutAsync($"sandbox/meta/faults?phoneNumberId={Number}", faults));

    public async Task<JsonObject> CustomerAsync(object customer) =>
        await OkAsync(await PutAsync($"sandbox/meta/numbers/{Number}/customers", customer));

    public async Task<JsonObject> InboundAsync(object message) => await OkAsync(await PostAsync($"sandbox/meta/numbers/{Number}/inbound", message));

    public async Task<JsonObject> GetAsync(string path) => await OkAsync(await Client.GetAsync(path));

    public async Task<JsonArray> LedgerAsync(string query = "") =>
        (await GetAsync($"sandbox/meta/ledger?phoneNumberId={Number}&{query}"))["items"]!.AsArray();

    /// <summary>Opens the window of a customer without a word to the webhook that a test would have to skip.</summary>
    public Task OpenWindowAsync(string phone = Ana) => CustomerAsync(new { phone, windowOpen = true });

    public async Task<HttpResponseMessage> CallAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? token = "sandbox-meta-token"
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(object body, string number = Number, string? token = "sandbox-meta-token") =>
        await CallAsync(HttpMethod.Post, $"graph/v24.0/{number}/messages", JsonContent.Create(body), token);

    public static object Text(string to = Ana, string body = "Bom dia", string? callback = null) =>
        new
        {
            messaging_product = "whatsapp",
            recipient_type = "individual",
            to,
            type = "text",
            text = new { body },
            biz_opaque_callback_data = callback,
        };

    /// <returns>The wamid.</returns>
    public async Task<string> AcceptedAsync(object body)
    {
        var answer = await OkAsync(await SendAsync(body));
        return answer["messages"]![0]!["id"]!.GetValue<string>();
    }

    public async Task RefusedAsync(object body, int status, int code)
    {
        using var response = await SendAsync(body);
        await ShouldBeErrorAsync(response, status, code);
    }

    public static async Task ShouldBeErrorAsync(HttpResponseMessage response, int status, int code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        var error = JsonNode.Parse(text)!["error"]!;
        error["code"]!.GetValue<int>().ShouldBe(code, text);
        error["type"]!.GetValue<string>().ShouldBe("OAuthException");
        error["fbtrace_id"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    public static async Task<JsonObject> OkAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {text}");
            return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        }
    }

    /// <summary>Every element of that name ("statuses" or "messages") that has arrived, in order.</summary>
    public List<JsonObject> Items(string name) =>
        [
            .. Webhooks
                .SelectMany(w => w.Json["entry"]!.AsArray())
                .SelectMany(e => e!["changes"]!.AsArray())
                .SelectMany(c => c!["value"]![name]?.AsArray() ?? [])
                .Select(i => i!.AsObject()),
        ];

    public string[] StatusNames() => [.. Items("statuses").Select(s => s["status"]!.GetValue<string>())];

    public async Task<List<JsonObject>> WaitForAsync(string name, int count)
    {
        await WaitAsync(() => Items(name).Count >= count, $"{count} {name}");
        return Items(name);
    }

    public static async Task WaitAsync(Func<bool> until, string what)
    {
        for (var i = 0; i < 500 && !until(); i++)
            await Task.Delay(10);
        until().ShouldBeTrue($"waited in vain for {what}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _receiver.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private WebApplication BuildReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            if (HttpMethods.IsGet(http.Request.Method))
            {
                var good = http.Request.Query["hub.mode"] == "subscribe" && http.Request.Query["hub.verify_token"] == VerifyToken;
                http.Response.StatusCode = good ? 200 : 403;
                await http.Response.WriteAsync(good ? http.Request.Query["hub.challenge"].ToString() : "");
                return;
            }
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _received.Enqueue(new Received(body.ToArray(), http.Request.Headers["X-Hub-Signature-256"]));
            http.Response.StatusCode = Answers();
        });
        return app;
    }
}

/// <summary>Tells the time it was moved to; timers run as ever.</summary>
internal sealed class MovableClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}

/// <summary>The bank's certificates are made once: seven keys for each sandbox would take longer than all its tests.</summary>
public sealed class SandboxCertificates : IDisposable
{
    private readonly Lock _gate = new();
    private string? _folder;

    public string NewDataFolder()
    {
        lock (_gate)
            _folder ??= Generate();
        var folder = Directory.CreateTempSubdirectory("cleanapp-tests-").FullName;
        var certificates = Directory.CreateDirectory(Path.Combine(folder, "certs"));
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "certs")))
            File.Copy(file, Path.Combine(certificates.FullName, Path.GetFileName(file)));
        return folder;
    }

    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static string Generate()
    {
        var folder = Directory.CreateTempSubdirectory("cleanapp-tests-").FullName;
        var options = new SandboxOptions
        {
            HttpPort = 0,
            PrinterPort = 0,
            MailPort = 0,
            DataFolder = folder,
            Clock = new MovableClock(),
        };
        SandboxHost.StartAsync(options).GetAwaiter().GetResult().DisposeAsync().AsTask().GetAwaiter().GetResult();
        return folder;
    }
}
