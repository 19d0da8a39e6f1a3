using System.Net;
using System.Net.Sockets;
using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

[assembly: AssemblyFixture(typeof(TestHost))]

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>
/// The product as it runs: API and worker on a real port, a real PostgreSQL (DATABASE_URL, as its unprivileged roles), and the
/// sandbox's bank and printers. One for all tests; each test makes its own company.
/// </summary>
public sealed class TestHost : IAsyncLifetime
{
    private static int _lastPort = Random.Shared.Next(10_000);
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanapp-tests-").FullName;
    private WebApplication? _app;

    public Uri BaseAddress { get; private set; } = null!;
    public SandboxHost Sandbox { get; private set; } = null!;
    public HttpClient SandboxClient { get; private set; } = null!;
    public IServiceProvider Services => _app!.Services;

    /// <summary>Where the product keeps files.</summary>
    public string FilesFolder => Path.Combine(_folder, "files");

    /// <summary>The owner's address: for looking behind the product, never for doing its work.</summary>
    public static string DatabaseUrl =>
        Environment.GetEnvironmentVariable("DATABASE_URL")
        ?? throw new InvalidOperationException("The functional tests need PostgreSQL: set DATABASE_URL, or run make test-functional.");

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                HttpPort = 0,
                PrinterPort = 0,
                MailPort = 0,
                DataFolder = Path.Combine(_folder, "sandbox"),
            }
        );
        SandboxClient = NewClient(Sandbox.BaseAddress);
        _app = Build(FreePort(), new Dictionary<string, string?>());
        await _app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        await _app.StartAsync();
        BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        await Sandbox.DisposeAsync();
        await OwnDatabase.DropTemplateAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// A further host on the same database, with settings of its own (null: the product's default); the caller starts and disposes it.
    /// </summary>
    /// <param name="listen">Puts what listens in the place of what does not.</param>
    public WebApplication Build(
        int port,
        Dictionary<string, string?> settings,
        string environment = "Development",
        TimeProvider? clock = null,
        Action<IServiceCollection>? listen = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(Program).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = environment,
            }
        );
        var all = Settings(port);
        foreach (var (name, value) in settings)
            all[name] = value;
        builder.Configuration.AddInMemoryCollection(all.Where(s => s.Value is not null));
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new FailureLog());
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        CleanAppHost.AddServices(builder);
        listen?.Invoke(builder.Services);
        var app = builder.Build();
        CleanAppHost.Use(app);
        return app;
    }

    /// <summary>A further host, serving, without a worker of its own unless it is to have one.</summary>
    /// <param name="clock">Its time; the system's when null.</param>
    public async Task<SideHost> StartAsync(
        Dictionary<string, string?> settings,
        string environment = "Development",
        TimeProvider? clock = null,
        string role = "api"
    )
    {
        var port = FreePort();
        var app = Build(port, new Dictionary<string, string?>(settings) { ["Host:Role"] = role }, environment, clock);
        await app.StartAsync();
        return new SideHost(app, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>What a host of the tests is configured with; also for processes, as environment variables (<c>:</c> becomes <c>__</c>).</summary>
    public Dictionary<string, string?> Settings(int port) =>
        new()
        {
            ["DATABASE_URL"] = DatabaseUrl,
            // Hundreds of tests at once on few cores: one that waits for the others is not to be told that the database is away. What the
            // product's own times are worth is asked by those that are about them.
            ["Database:ConnectSeconds"] = "10",
            ["Database:CommandSeconds"] = "15",
            ["Security:KeyFile"] = Path.Combine(_folder, "keys.json"),
            ["Instance:Id"] = $"test{port}",
            ["Instance:PublicUrl"] = $"http://127.0.0.1:{port}",
            ["Sandbox:Url"] = Sandbox.PspAddress.ToString(),
            ["Sandbox:CertificateFolder"] = Sandbox.CertificateFolder,
            ["Sandbox:MetaUrl"] = $"{Sandbox.BaseAddress}graph",
            ["Sandbox:PushUrl"] = $"{Sandbox.BaseAddress}push",
            ["Sandbox:PrinterPort"] = Sandbox.PrinterPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = Sandbox.MailPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:AuthorityFile"] = Path.Combine(Sandbox.CertificateFolder, "ca.pem"),
            ["Mail:From"] = "avisos@cleanapp.example",
            ["Mail:Timeout"] = "00:00:06",
            ["Printing:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Printing:AllowedNetworks:1"] = "::1/128",
            ["RateLimits:SignInFailuresPerMinute"] = "100000",
            ["RateLimits:RegistrationsPerMinute"] = "100000",
            ["RateLimits:CodesPerMinute"] = "100000",
            ["RateLimits:FormsPerMinute"] = "100000",
            ["RateLimits:ResetsPerMinute"] = "100000",
            ["RateLimits:ResetMailsPerHour"] = "100000",
            ["RateLimits:WrongCodesPerHour"] = "100000",
            ["RateLimits:InviteMailsPerHour"] = "100000",
            ["RateLimits:ProposalMailsPerHour"] = "100000",
        };

    public async Task<TestTenant> NewTenantAsync() => await TestTenant.RegisterAsync(this, new ApiClient(NewClient(BaseAddress)));

    public ApiClient Anonymous(Action<Exchange>? record = null) => new(NewClient(BaseAddress), record);

    /// <summary>Below what the system gives to outgoing connections, one of which could take it before it is used; each once.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + Interlocked.Increment(ref _lastPort) % 10_000;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

#pragma warning disable RS0030 // The tests are a client like any other.
    public static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
#pragma warning restore RS0030
}

/// <summary>The last failures of any host of the tests, so that a 500 can be told by its cause.</summary>
public sealed class FailureLog : ILoggerProvider, ILogger
{
    private static readonly System.Collections.Concurrent.ConcurrentQueue<string> Last = new();

    /// <summary>Newest first.</summary>
    public static string Recent => string.Join("\n", Last.Reverse().Take(3));

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null || !IsEnabled(logLevel))
            return;
        Last.Enqueue($"{formatter(state, exception)}: {exception}");
        while (Last.Count > 20)
            Last.TryDequeue(out _);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // Nothing is held.
    }
}

/// <summary>A further host on the same database.</summary>
public sealed class SideHost(WebApplication app, Uri address) : IAsyncDisposable
{
    public Uri Address => address;
    public IServiceProvider Services => app.Services;

    public ApiClient Anonymous() => new(TestHost.NewClient(address));

    public ApiClient SignedIn(string accessToken) => Anonymous().SignedIn(accessToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Stands still until it is moved. Whole microseconds, as the database keeps them.</summary>
public sealed class StandingClock : TimeProvider
{
    private long _ticks = System.GetUtcNow().UtcTicks / 10 * 10;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
