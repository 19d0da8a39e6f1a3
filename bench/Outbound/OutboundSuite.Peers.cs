using System.Diagnostics;

namespace CleanApp.Bench.Outbound;

internal static partial class OutboundSuite
{
    /// <summary>
    /// The product's queue, and in turn with it what others use for this: work that does nothing and says as much of itself.
    /// </summary>
    /// <param name="isEach">Every item is acknowledged by a durable commit of its own, there as here.</param>
    private static async Task PeersAsync(OutboundWorld world, int postmaster, Report report, bool quick, bool isEach)
    {
        var name = isEach ? "queue, one durable commit for each" : "queue beside its peers";
        if (!report.Wants(name))
            return;
        var many = quick || isEach ? 20_000 : 100_000;
        var peers = new List<Peer>();
        (string, string)[] settings = isEach ? [(Acknowledged, Each)] : [];
        using var worker = Suite.Start("CleanApp.Bench.dll", "idle-worker", out var url, settings);
        try
        {
            foreach (var script in (string[])["bullmq.mjs", "graphile-worker.mjs"])
            {
                var (peer, why) = await Peer.StartAsync(script, postmaster, settings);
                if (peer is not null)
                    peers.Add(peer);
                else
                    report.Say($"{name}: {script[..^4]} not measured, {why}", isFine: true);
            }
            if (peers.Count == 0)
                return;
            using var http = await Suite.ClientAsync(url);
            var cpu = new Cpu(worker.Id, postmaster);
            for (var watch = Stopwatch.StartNew(); WarmUp(quick) > watch.Elapsed; )
                await IdleSliceAsync(world, many, cpu);
            foreach (var peer in peers)
                await peer.SliceAsync(many);
            var ours = new List<(double PerSecond, double Cpu)>();
            var theirs = peers.ConvertAll(_ => new List<(double PerSecond, double Cpu)>());
            for (var round = 0; round < report.Rounds; round++)
            {
                ours.Add(await IdleSliceAsync(world, many, cpu));
                foreach (var (peer, slices) in peers.Zip(theirs))
                    slices.Add(await peer.SliceAsync(many));
            }
            foreach (var (peer, slices) in peers.Zip(theirs))
                report.Pair(name, peer.Name, isEach ? null : 1.5, ours, slices);
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
            worker.Kill();
        }
        await world.ExecuteAsync("drop schema if exists graphile_worker cascade");
    }
}
