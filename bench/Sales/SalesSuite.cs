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
    private static readonly (string Name, Func<SalesWorld, JsonArray, Task<int>> MeasureAsync)[] Parts = [("import", LeadImport.MeasureAsync)];

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
            var world = await SalesWorld.BuildAsync(owner, http, quick);
            foreach (var part in Parts.Where(p => only is null || p.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
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

/// <param name="Leads">How many the company has, half of them open.</param>
internal sealed record SalesWorld(NpgsqlDataSource Owner, HttpClient Http, Company Company, int Leads, bool Quick)
{
    public static async Task<SalesWorld> BuildAsync(NpgsqlDataSource owner, HttpClient http, bool quick)
    {
        var company = await Company.RegisterAsync(http, "Um milhão de leads");
        var leads = quick ? 100_000 : 1_000_000;
        await using var connection = await owner.OpenConnectionAsync();
        // Behind the product's back and past its triggers; what is sealed is bytes of its length.
        await using var seed = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                set session_replication_role = replica;
                create temp table seed as
                select gen_random_uuid() as contact_id, gen_random_uuid() as id, n, now() - n * interval '1 minute' as at, n % 2 = 0 as is_open
                from generate_series(1, {leads}) n;
                insert into contacts (tenant_id, id, name, name_terms, created_at, changed_at)
                select '{company.Id}', contact_id, decode(repeat('00', 45), 'hex'),
                    array(select hashint8extended((n * k) % 5000, k) from generate_series(1, 4) k), at, at
                from seed;
                insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)
                select '{company.Id}', gen_random_uuid(), contact_id, 'phone', decode(repeat('00', 45), 'hex'), decode(md5('p' || n), 'hex'), at from seed;
                insert into leads (tenant_id, id, contact_id, interest, source, status, owner_id, score, rated_by, erased, last_sequence, created_at,
                    updated_at, closed_at)
                select '{company.Id}', id, contact_id, decode(repeat('00', 45), 'hex'), 'phone', case when is_open then 'working' else 'lost' end,
                    case when n % 3 = 0 then '{company.User}'::uuid end, n % 90, 0, false, 1, at, at, case when not is_open then at end
                from seed;
                drop table seed;
                analyze contacts;
                analyze contact_identifiers;
                analyze leads;
                """
            ),
            connection
        )
        {
            CommandTimeout = 1800,
        };
        await seed.ExecuteNonQueryAsync();
        return new SalesWorld(owner, http, company, leads, quick);
    }
}
