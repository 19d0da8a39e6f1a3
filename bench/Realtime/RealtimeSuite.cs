using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CleanApp.Bench.Outbound;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Bench.Realtime;

/// <summary>How soon screens hear of what was committed, what it costs whoever commits, and what a connection costs the server.</summary>
internal static class RealtimeSuite
{
    private const int Companies = 20;
    private const int PerSecond = 1_000;
    private const double MostMilliseconds = 200;
    private const double MostKilobytes = 32;

    public static async Task<int> RunAsync(bool quick, string? only)
    {
        var options = new DatabaseOptions { Url = Environment.GetEnvironmentVariable("DATABASE_URL") };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(options.OwnerConnectionString() + ";Pooling=true;Maximum Pool Size=40;Max Auto Prepare=16");
        var report = new Report(quick ? 2 : 3, only);
        await DesignsAsync(owner, report, quick);
        using var product = Suite.Start("../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll", "serve", out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var companies = new List<Company>();
            for (var i = 0; i < Companies; i++)
                companies.Add(await Company.RegisterAsync(http, $"Empresa {i}"));
            await MemoryAsync(product, url, companies, report, quick ? 500 : 2_000);
            await IdleAsync(owner, product, report, quick);
            foreach (var screens in new[] { 2, 25 })
                await LatencyAsync(owner, product, url, companies, screens, report, TimeSpan.FromSeconds(quick ? 10 : 40));
        }
        finally
        {
            product.Kill();
        }
        return report.End();
    }

    private static async Task DesignsAsync(NpgsqlDataSource owner, Report report, bool quick)
    {
        if (!report.Wants("designs"))
            return;
        await using (var tables = owner.CreateCommand(Designs.Tables))
            await tables.ExecuteNonQueryAsync();
        foreach (var companies in new[] { 1, 32 })
        {
            var rates = Designs.Names.ToDictionary(name => name, _ => new List<double>());
            for (var round = 0; round < report.Rounds; round++)
                foreach (var name in Designs.Names)
                    rates[name].Add(await Designs.RunAsync(owner, name, companies, TimeSpan.FromSeconds(quick ? 2 : 5)));
            var nothing = Suite.Median(rates[Designs.Names[0]]);
            foreach (var name in Designs.Names)
            {
                var rate = Suite.Median(rates[name]);
                report.Say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"designs: 32 who commit in {companies} companies, {name}: {rate:0} commits/s, {rate / nothing:0.00}"
                    ),
                    name != Designs.Ours || rate / nothing > 0.5
                );
            }
        }
    }

    /// <summary>Of connections that listen and hear little: the server's memory with them, and without.</summary>
    private static async Task MemoryAsync(Process product, Uri url, List<Company> companies, Report report, int connections)
    {
        if (!report.Wants("memory"))
            return;
        // What the first ones bring along for good.
        await using (var first = await Screen.OpenAsync(url, companies[0].Token, null, null))
            await Task.Delay(3_000);
        var before = Resident(product);
        var screens = new List<Screen>();
        foreach (var some in Enumerable.Range(0, connections).Chunk(50))
            screens.AddRange(await Task.WhenAll(some.Select(i => Screen.OpenAsync(url, companies[i % companies.Count].Token, null, null))));
        await Task.Delay(5_000);
        var each = (Resident(product) - before) / (double)connections;
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"memory: {connections} connections, {each:0.0} kB of the server's memory each (at most {MostKilobytes})"
            ),
            each <= MostKilobytes
        );
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    /// <summary>Of looking when nothing happens.</summary>
    private static async Task IdleAsync(NpgsqlDataSource owner, Process product, Report report, bool quick)
    {
        if (!report.Wants("idle"))
            return;
        await Task.Delay(5_000);
        var cpu = new Cpu(product.Id, await Suite.ParentOfBackendAsync(owner));
        var (watch, before) = (Stopwatch.StartNew(), cpu.Used());
        await Task.Delay(TimeSpan.FromSeconds(quick ? 10 : 30));
        var share = (cpu.Used() - before) / watch.Elapsed;
        report.Say(
            string.Create(CultureInfo.InvariantCulture, $"idle: server and database take {share:P1} of one core, everything they look for included"),
            share < 0.1
        );
    }

    private static async Task LatencyAsync(
        NpgsqlDataSource owner,
        Process product,
        Uri url,
        List<Company> companies,
        int screensEach,
        Report report,
        TimeSpan duration
    )
    {
        if (!report.Wants("latency"))
            return;
        const int Each = 500;
        var labels = new List<(Guid Tenant, Guid Id)>();
        foreach (var company in companies)
        {
            var ids = Enumerable.Range(0, Each).Select(_ => Guid.CreateVersion7()).ToArray();
            await using var insert = owner.CreateCommand(
                "insert into labels (tenant_id, id, name, color, created_at) select $1, id, id::text, 'teal', now() from unnest($2) id"
            );
            insert.Parameters.AddWithValue(company.Id);
            insert.Parameters.AddWithValue(ids);
            await insert.ExecuteNonQueryAsync();
            labels.AddRange(ids.Select(id => (company.Id, id)));
        }
        await Task.Delay(1_000);
        var changed = new ConcurrentDictionary<Guid, long>();
        var latencies = new List<double>();
        var screens = new List<Screen>();
        foreach (var company in companies)
        {
            await company.SignInAsync();
            for (var i = 0; i < screensEach; i++)
                screens.Add(await Screen.OpenAsync(url, company.Token, i == 0 ? changed : null, latencies));
        }
        var order = labels.OrderBy(_ => Random.Shared.Next()).ToArray();
        var cpu = new Cpu(product.Id, await Suite.ParentOfBackendAsync(owner));
        var before = cpu.Used();
        var told = await ChangeAsync(owner, order, changed, duration);
        await Task.Delay(2_000);
        var used = (cpu.Used() - before).TotalMicroseconds / told;
        latencies.Sort();
        double At(double share) => latencies[(int)Math.Min(latencies.Count - 1, share * latencies.Count)];
        var heard = screens.Sum(s => s.Heard);
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"latency: {told / duration.TotalSeconds:0} changes/s in {companies.Count} companies, {screens.Count} screens: from before the commit to the screen p50 {At(0.50):0}, p95 {At(0.95):0}, p99 {At(0.99):0} ms (p95 at most {MostMilliseconds}); {heard} heard, {latencies.Count} of {told} measured, CPU {used:0} us each"
            ),
            At(0.95) <= MostMilliseconds && told >= 0.95 * PerSecond * duration.TotalSeconds && latencies.Count == told
        );
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    /// <summary>Each in a transaction of its own, at their appointed times whether or not earlier ones have committed.</summary>
    private static async Task<int> ChangeAsync(
        NpgsqlDataSource owner,
        (Guid Tenant, Guid Id)[] labels,
        ConcurrentDictionary<Guid, long> changed,
        TimeSpan duration
    )
    {
        var (count, watch, last) = ((int)(PerSecond * duration.TotalSeconds), Stopwatch.StartNew(), -1);
        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(async _ =>
                {
                    await using var connection = await owner.OpenConnectionAsync();
                    for (int n; (n = Interlocked.Increment(ref last)) < count; )
                    {
                        var due = TimeSpan.FromSeconds(n / (double)PerSecond);
                        for (var wait = due - watch.Elapsed; wait > TimeSpan.Zero; wait = due - watch.Elapsed)
                            await Task.Delay(
                                wait > TimeSpan.FromMilliseconds(2) ? wait - TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1)
                            );
                        var (tenant, id) = labels[n % labels.Length];
                        changed[id] = Stopwatch.GetTimestamp();
                        await using var change = new NpgsqlCommand("update labels set color = 'red' where tenant_id = $1 and id = $2", connection);
                        change.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant });
                        change.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
                        await change.ExecuteNonQueryAsync();
                    }
                })
        );
        return count;
    }

    /// <returns>Kilobytes.</returns>
    private static long Resident(Process process) =>
        long.Parse(
            File.ReadLines($"/proc/{process.Id}/status")
                .Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
