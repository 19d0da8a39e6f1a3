using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Bench.Sales;

/// <summary>What sells, in a company with a million leads, on a database that is durable. Each part is one of <see cref="Parts"/>.</summary>
internal static class SalesSuite
{
    public const string Product = "../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll";

    /// <summary>By name; each answers how many floors were missed, and adds what it found.</summary>
    private static readonly (string Name, Func<SalesWorld, JsonArray, Task<int>> MeasureAsync)[] Parts =
    [
        ("lists", LeadLists.MeasureAsync),
        ("board", PipelineBoard.MeasureAsync),
        ("proposal", ProposalFile.MeasureAsync),
        // Last: it adds leads.
        ("import", LeadImport.MeasureAsync),
    ];

    public static async Task<int> RunAsync(bool quick, string? only)
    {
        var options = new DatabaseOptions { Url = Environment.GetEnvironmentVariable("DATABASE_URL") };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(options.OwnerConnectionString());
        // Without a worker: what measures one starts its own, and knows that it is the only one.
        using var product = Suite.Start(Product, "serve", out var url, ("Host__Role", "api"));
        var results = new JsonArray();
        var missed = 0;
        try
        {
            using var http = await Suite.ClientAsync(url);
            var world = await SalesWorld.BuildAsync(options, owner, http, quick);
            foreach (var part in Parts.Where(p => only is null || only.Split(',').Any(o => p.Name.Contains(o, StringComparison.OrdinalIgnoreCase))))
                missed += await part.MeasureAsync(world, results);
        }
        finally
        {
            product.Kill();
        }
        if (Environment.GetEnvironmentVariable("BENCH_RESULTS") is { } file)
            await File.WriteAllTextAsync(file, results.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sales: {missed} floors missed"));
        return missed == 0 ? 0 : 1;
    }
}
