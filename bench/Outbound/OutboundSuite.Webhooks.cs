using System.Diagnostics;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Bench.Outbound;

internal static partial class OutboundSuite
{
    /// <summary>Signed statuses, answered once they are durable.</summary>
    private static async Task WebhooksAsync(OutboundWorld world, int postmaster, Report report, bool quick)
    {
        const string Name = "webhook intake, 128 connections";
        if (!report.Wants(Name))
            return;
        var slice = TimeSpan.FromSeconds(quick ? 2 : 4);
        using var product = Product(world, out var url, ("Host__Role", "api"));
        using var baseline = Suite.Start("CleanApp.Bench.dll", "baseline", out var baselineUrl);
        try
        {
            using var http = await Suite.ClientAsync(url);
            using var baselineHttp = await Suite.ClientAsync(baselineUrl);
            var cpu = new Cpu(product.Id, postmaster);
            var raw = new Cpu(baseline.Id, postmaster);
            var ours = new WebhookLoad(url, number => $"/webhooks/whatsapp/{number.WebhookToken}", world.Numbers);
            var theirs = new WebhookLoad(baselineUrl, _ => "/webhooks", world.Numbers);
            await ours.RunAsync(128, WarmUp(quick), cpu);
            await theirs.RunAsync(128, WarmUp(quick), raw);
            var failures = 0;
            async Task<(double, double)> SliceAsync(WebhookLoad load, Cpu of)
            {
                var result = await load.RunAsync(128, slice, of);
                failures += result.Failures;
                return (result.PerSecond, result.CpuMicroseconds);
            }
            await report.CompareAsync(Name, "one insert each", 2.5, () => SliceAsync(ours, cpu), () => SliceAsync(theirs, raw));
            var paced = await ours.RunAsync(128, slice, cpu, perSecond: 2000);
            report.Say(
                $"webhook intake, open loop at 2,000/s: p50 {paced.P50:0.0}, p95 {paced.P95:0.0}, p99 {paced.P99:0.0} ms (at most 50)",
                paced.P99 <= 50
            );
            report.Say($"webhook intake: {failures + paced.Failures} refused", failures + paced.Failures == 0);
            // What was stored is understood by nobody here.
            await world.ExecuteAsync("truncate channel_webhooks");
        }
        finally
        {
            product.Kill();
            baseline.Kill();
        }
    }

    /// <summary>The same without HTTP, which takes most of the time of both: 128 callers at once, each waiting for its commit.</summary>
    private static async Task GroupCommitAsync(
        OutboundWorld world,
        DatabaseOptions options,
        NpgsqlDataSource owner,
        int postmaster,
        Report report,
        bool quick
    )
    {
        const string Name = "webhooks made durable, 128 callers";
        if (!report.Wants(Name))
            return;
        var slice = TimeSpan.FromSeconds(quick ? 2 : 4);
        await using var data = new DataSources(options);
        var intake = new WebhookIntake(data);
        var body = new byte[700];
        var turn = 0;
        var cpu = new Cpu(Environment.ProcessId, postmaster);
        async Task<(double, double)> CallersAsync(Func<Task> one)
        {
            var done = 0;
            var watch = Stopwatch.StartNew();
            var before = cpu.Used();
            await Task.WhenAll(
                Enumerable
                    .Range(0, 128)
                    .Select(async _ =>
                    {
                        while (watch.Elapsed < slice)
                        {
                            await one();
                            Interlocked.Increment(ref done);
                        }
                    })
            );
            return (done / watch.Elapsed.TotalSeconds, (cpu.Used() - before).TotalMicroseconds / done);
        }
        Number Next() => world.Numbers[(int)((uint)Interlocked.Increment(ref turn) % world.Numbers.Count)];
        await report.CompareAsync(
            Name,
            "one commit each",
            2.5,
            () =>
                CallersAsync(() =>
                {
                    var number = Next();
                    var id = Guid.CreateVersion7();
                    return intake.StoreAsync(
                        new ArrivedWebhook(number.TenantId, number.ChannelId, id, body, TimeProvider.System.GetUtcNow(), null),
                        CancellationToken.None
                    );
                }),
            () =>
                CallersAsync(async () =>
                {
                    // The same row.
                    var number = Next();
                    await using var insert = owner.CreateCommand(
                        "insert into channel_webhooks (tenant_id, id, channel_id, body, received_at) values ($1, $2, $3, $4, now())"
                    );
                    foreach (var value in (object[])[number.TenantId, Guid.CreateVersion7(), number.ChannelId, body])
                        insert.Parameters.Add(new NpgsqlParameter { Value = value });
                    await insert.ExecuteNonQueryAsync();
                }),
            TimeSpan.FromSeconds(quick ? 5 : 15)
        );
        await world.ExecuteAsync("truncate channel_webhooks");
    }
}
