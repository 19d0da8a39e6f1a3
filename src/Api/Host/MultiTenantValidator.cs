using System.Text.Json.Nodes;
using CleanApp.Infrastructure.Adapters.Sicredi;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>validate-multi-tenant</c>: two companies, and every operation of the API's own document called by the second with what
/// belongs to the first. Serves itself on a loopback port without a worker, or takes <c>--url=</c> of a host on the same database.
/// Leaves its two companies behind: run it where that does no harm.
/// </summary>
internal static class MultiTenantValidator
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app, Console.Out, ct);

    public static async Task<int> RunAsync(WebApplication app, TextWriter output, CancellationToken ct)
    {
        var options = app.Services.GetRequiredService<DatabaseOptions>();
        if (!await app.Services.GetRequiredService<SchemaVersion>().IsCurrentAsync(app.Services.GetRequiredService<DataSources>(), ct))
        {
            await output.WriteLineAsync("validate-multi-tenant: the database is not migrated to this version; run migrate first");
            return 1;
        }
        if (app.Configuration["url"] is { } url)
            return await ValidateAsync(new Uri(url), options, output, ct);

        await using var host = BuildHost(app);
        await host.StartAsync(ct);
        var exitCode = await ValidateAsync(new Uri(host.Urls.First()), options, output, ct);
        await host.StopAsync(ct);
        return exitCode;
    }

    private static async Task<int> ValidateAsync(Uri address, DatabaseOptions options, TextWriter output, CancellationToken ct)
    {
        using var client = new ValidationClient(address);
        var document =
            (await client.SendAsync("GET", "/swagger/v1/swagger.json", ct)).Json ?? throw new InvalidOperationException("No API document.");
        var report = await RunAsync(document, address, options, ct);
        report.Print(output);
        return report.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>The whole validation of one document against one running host; tests plant their gaps in either.</summary>
    public static async Task<ValidationReport> RunAsync(JsonNode document, Uri address, DatabaseOptions options, CancellationToken ct)
    {
        using var client = new ValidationClient(address);
        var operations = ApiOperation.ReadAll(document);
        var theirs = await ValidationCompany.RegisterAsync(client, 'A', ct);
        var ours = await ValidationCompany.RegisterAsync(client, 'B', ct);
        await using var rows = await TenantRows.OpenAsync(options, ct);
        await rows.RecordAccountAsync(theirs, ct);
        await rows.RecordProductImageAsync(theirs, ct);
        await rows.RecordProductImageAsync(ours, ct);
        await rows.RecordLeadImportAsync(theirs, ct);
        await rows.RecordLeadImportAsync(ours, ct);
        await rows.RecordProposalAsync(theirs, ct);
        await rows.RecordProposalAsync(ours, ct);
        await rows.RecordPaymentAsync(theirs, ct);
        await rows.RecordPaymentAsync(ours, ct);
        await rows.RecordTemplateAsync(theirs, ct);
        await rows.RecordTemplateAsync(ours, ct);
        await rows.RecordMessagesAsync(theirs, ct);
        await rows.RecordScreenAsync(theirs, ct);
        await theirs.StartConversationAsync();
        await ours.StartConversationAsync();
        await rows.RecordAlertAsync(theirs, ct);
        return await new TenancyProbe(client, rows, theirs, ours).RunAsync(operations, ct);
    }

    private static WebApplication BuildHost(WebApplication configured)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = configured.Environment.EnvironmentName }
        );
        builder.Configuration.AddConfiguration(configured.Configuration);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                // Nothing may move by itself between two looks at company A.
                ["Host:Role"] = "api",
                ["RateLimits:SignInFailuresPerMinute"] = "100000",
                ["RateLimits:RegistrationsPerMinute"] = "100000",
                ["RateLimits:CodesPerMinute"] = "100000",
                ["RateLimits:FormsPerMinute"] = "100000",
                ["RateLimits:ResetsPerMinute"] = "100000",
                ["RateLimits:ResetMailsPerHour"] = "100000",
                ["RateLimits:WrongCodesPerHour"] = "100000",
                ["RateLimits:InviteMailsPerHour"] = "100000",
                ["RateLimits:ProposalMailsPerHour"] = "100000",
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        // The table alone on standard output; of the rest only what broke: a refused duplicate is no news here, though EF logs it as a failure.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter<ConsoleLoggerProvider>(
            (category, level) => level >= LogLevel.Error && category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) != true
        );
        CleanAppHost.AddServices(builder);
        // The test bank's certificates appear when the sandbox first starts; without them companies simply have no bank.
        var sandbox = builder.Configuration.GetSection("Sandbox").Get<SandboxOptions>();
        if (sandbox?.CertificateFolder is { } folder && !File.Exists(Path.Combine(folder, "client.crt.pem")))
            builder.Services.Replace(ServiceDescriptor.Singleton(new SandboxOptions()));
        var app = builder.Build();
        CleanAppHost.Use(app);
        return app;
    }
}

/// <param name="Tried">What was put in which place.</param>
/// <param name="Trouble">Null when all is well.</param>
internal sealed record ValidationLine(string Operation, string Tried, string Answer, string? Trouble);

internal sealed record ValidationReport(List<ValidationLine> Lines, List<string> Notes)
{
    public List<ValidationLine> Failures => [.. Lines.Where(l => l.Trouble is not null)];

    public void Print(TextWriter output)
    {
        var width = Lines.Max(l => l.Operation.Length);
        var triedWidth = Lines.Max(l => l.Tried.Length);
        foreach (var line in Lines)
            output.WriteLine(
                $"{(line.Trouble is null ? "ok  " : "FAIL")} {line.Operation.PadRight(width)}  {line.Tried.PadRight(triedWidth)}  {line.Answer}{(line.Trouble is null ? "" : $"  {line.Trouble}")}"
            );
        foreach (var note in Notes)
            output.WriteLine($"note {note}");
        var operations = Lines.Select(l => l.Operation).Distinct().Count();
        output.WriteLine(
            Failures.Count == 0
                ? $"validate-multi-tenant: ok, {operations} operations, {Lines.Count} checks"
                : $"validate-multi-tenant: {Failures.Count} failures in {operations} operations"
        );
    }
}
