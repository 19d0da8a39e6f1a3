using System.Globalization;
using System.Text.Json.Nodes;

namespace CleanApp.Bench.Sales;

/// <summary>One thing that is asked, again and again.</summary>
/// <param name="Next">The next request, by a number that grows.</param>
internal sealed record Asked(string Name, Func<int, HttpRequestMessage> Next)
{
    private const double MostP95 = 100;
    private int _turn;

    /// <summary>
    /// All of them at once in an open loop, each so many times a second and none at the instant of another, after the product has been asked
    /// each often enough to have compiled it.
    /// </summary>
    /// <param name="of">Of what they are asked, for the results.</param>
    /// <returns>How many took longer than they may, or failed.</returns>
    public static async Task<int> MeasureAsync(SalesWorld world, JsonArray results, string of, int perSecond, IReadOnlyList<Asked> all)
    {
        // Nobody asks what it cost: shared cores.
        var cpu = new Cpu(0, 0);
        await RunAsync(world.Quick ? 10 : 30);
        var missed = 0;
        foreach (var (asked, slice) in all.Zip(await RunAsync(world.Quick ? 15 : 60)))
        {
            var isMissed = slice.P95 >= MostP95 || slice.Failures > 0;
            missed += isMissed ? 1 : 0;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{asked.Name, -40} p50 {slice.P50, 6:0.0} p95 {slice.P95, 6:0.0} (under {MostP95:0}) p99 {slice.P99, 6:0.0} ms at {perSecond}/s, {slice.Answered} asked{(slice.Failures > 0 ? $", {slice.Failures} FAILED" : "")}"
                )
            );
            results.Add(
                new JsonObject
                {
                    ["name"] = asked.Name,
                    ["of"] = of,
                    ["perSecond"] = perSecond,
                    ["openLoopP50Milliseconds"] = Math.Round(slice.P50, 1),
                    ["openLoopP95Milliseconds"] = Math.Round(slice.P95, 1),
                    ["openLoopP99Milliseconds"] = Math.Round(slice.P99, 1),
                    ["most"] = MostP95,
                    ["failures"] = slice.Failures,
                }
            );
        }
        return missed;

        Task<Slice[]> RunAsync(int seconds) =>
            Task.WhenAll(
                all.Select(
                    async (asked, i) =>
                    {
                        await Task.Delay(TimeSpan.FromSeconds(i / (double)(all.Count * perSecond)));
                        return await Driver.PaceAsync(
                            () => asked.Next(Interlocked.Increment(ref asked._turn)),
                            world.Http,
                            cpu,
                            perSecond,
                            TimeSpan.FromSeconds(seconds)
                        );
                    }
                )
            );
    }
}
