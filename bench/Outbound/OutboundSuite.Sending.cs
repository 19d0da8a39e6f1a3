using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CleanApp.Bench.Outbound;

internal static partial class OutboundSuite
{
    /// <summary>From queued rows to what Meta answered and the count of it, over two hundred companies.</summary>
    private static async Task SendAsync(OutboundWorld world, NpgsqlDataSource owner, int postmaster, Report report, bool quick)
    {
        const string Name = "send, 200 numbers";
        if (!report.Wants(Name))
            return;
        // More than a number may send at once, so that its pace is part of it.
        var many = quick ? 20_000 : 40_000;
        using var product = Product(world, out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var cpu = new Cpu(product.Id, postmaster);
            var raw = new Cpu(Environment.ProcessId, postmaster);
            await report.CompareAsync(
                Name,
                "raw pipeline",
                0.6,
                async () =>
                {
                    await world.QueueAsync(many, 200);
                    return await TimedAsync(many, cpu, () => world.UntilAsync(Sent, Patience));
                },
                async () =>
                {
                    await RawOutbound.FillQueueAsync(world, many, 200);
                    return await TimedAsync(many, raw, () => RawOutbound.SendAllAsync(owner, world.GraphUrl));
                },
                WarmUp(quick)
            );
        }
        finally
        {
            product.Kill();
        }
    }

    /// <summary>WhatsApp that takes 80 ms to answer: what of so many connections' worth goes through them.</summary>
    private static async Task LatencyAsync(OutboundWorld world, Report report, bool quick)
    {
        const string Name = "send at 80 ms";
        const int Connections = 64;
        if (!report.Wants(Name))
            return;
        using var product = Product(world, out var url, ("WhatsApp__MaxConnectionsPerServer", Connections.ToString(CultureInfo.InvariantCulture)));
        try
        {
            using var http = await Suite.ClientAsync(url);
            await world.QueueAsync(20_000, 200);
            await world.UntilAsync(Sent, Patience);
            await world.DelayAsync(80);
            var many = quick ? 8_000 : 24_000;
            var rates = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                await world.QueueAsync(many, 200);
                rates.Add(many / (await world.UntilAsync(Sent, Patience)).TotalSeconds);
            }
            await world.DelayAsync(0);
            var possible = Connections / 0.080;
            var share = Suite.Median(rates) / possible;
            report.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name} over {Connections} connections: {Suite.Median(rates):0}/s of {possible:0}/s that are possible: {share:0.00} (floor 0.90)"
                ),
                share >= 0.9
            );
        }
        finally
        {
            product.Kill();
        }
    }

    /// <summary>The same messages before and after millions that are planned for later.</summary>
    private static async Task BacklogAsync(OutboundWorld world, int postmaster, Report report, bool quick)
    {
        var backlog = quick ? 500_000 : 5_000_000;
        var name = $"send before {backlog:N0} that wait";
        if (!report.Wants(name))
            return;
        using var product = Product(world, out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var cpu = new Cpu(product.Id, postmaster);
            const int Many = 20_000;
            async Task<(double, double)> OnceAsync()
            {
                await world.QueueAsync(Many, 200);
                return await TimedAsync(
                    Many,
                    cpu,
                    () => world.UntilAsync(Sent.Replace("outbound_queue)", "outbound_queue where lane = 0)", StringComparison.Ordinal), Patience)
                );
            }
            for (var watch = Stopwatch.StartNew(); WarmUp(quick) > watch.Elapsed; )
                await OnceAsync();
            var before = new List<(double PerSecond, double Cpu)>();
            var after = new List<(double PerSecond, double Cpu)>();
            for (var round = 0; round < 3; round++)
                before.Add(await OnceAsync());
            await world.PlanAsync(backlog);
            await OnceAsync();
            for (var round = 0; round < 3; round++)
                after.Add(await OnceAsync());
            await world.ExecuteAsync("delete from outbound_queue");
            report.Pair(name, "without them", 0.8, after, before);
        }
        finally
        {
            product.Kill();
        }
    }
}
