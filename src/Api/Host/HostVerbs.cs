using CleanApp.Infrastructure.Persistence;

namespace CleanApp.Api.Host;

/// <summary>What the executable can do besides serving. Each verb exits with 0 when all is well.</summary>
internal static class HostVerbs
{
    private static readonly Dictionary<string, Func<WebApplication, CancellationToken, Task<int>>> Verbs = new()
    {
        ["migrate"] = MigrateAsync,
        ["reset-database"] = ResetDatabaseAsync,
        ["seed-demo"] = DemoSeed.RunAsync,
        ["validate-schema"] = SchemaValidator.RunAsync,
        ["validate-rls"] = RlsValidator.RunAsync,
        ["validate-multi-tenant"] = MultiTenantValidator.RunAsync,
        ["rotate-keys"] = RotateKeys.RunAsync,
        ["replay-webhooks"] = ReplayWebhooks.RunAsync,
        ["set-mvp"] = SetMvp.RunAsync,
        ["rebuild-dashboard"] = RebuildDashboard.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var verb = args.FirstOrDefault(a => !a.StartsWith('-')) ?? "serve";
        var app = CleanAppHost.Build([.. WithValues([.. args.Where(a => a != verb)])]);
        if (verb == "serve")
        {
            await app.RunAsync();
            return 0;
        }
        if (!Verbs.TryGetValue(verb, out var run))
        {
            await Console.Error.WriteLineAsync($"Unknown verb '{verb}'. There are: serve, {string.Join(", ", Verbs.Keys)}.");
            return 2;
        }
        await using (app)
            return await run(app, CancellationToken.None);
    }

    /// <summary>The framework drops an option without a value, or takes the next one for it: here it is a switch that is on.</summary>
    private static IEnumerable<string> WithValues(string[] args) =>
        args.Select(
            (arg, i) =>
                arg.StartsWith("--", StringComparison.Ordinal)
                && !arg.Contains('=')
                && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                    ? $"{arg}=true"
                    : arg
        );

    private static async Task<int> MigrateAsync(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<Migrator>().RunAsync(ct);
        return 0;
    }

    private static async Task<int> ResetDatabaseAsync(WebApplication app, CancellationToken ct)
    {
        if (!app.Environment.IsDevelopment())
        {
            await Console.Error.WriteLineAsync("reset-database runs in Development only.");
            return 1;
        }
        await app.Services.GetRequiredService<Migrator>().ResetAsync(ct);
        return 0;
    }
}
