using System.Diagnostics;

namespace CleanApp.Bench;

/// <param name="PerSecond">Answers per second.</param>
/// <param name="CpuMicroseconds">Of server and database processes, per answer.</param>
internal sealed record Slice(double PerSecond, double CpuMicroseconds, double P50, double P95, double P99, int Failures, int Answered);

internal static class Driver
{
    /// <summary>As fast as <paramref name="clients"/> callers can go, each waiting for its answer: finds the ceiling.</summary>
    public static Task<Slice> SaturateAsync(Func<HttpRequestMessage> request, HttpClient http, Cpu cpu, int clients, TimeSpan duration) =>
        MeasureAsync(
            cpu,
            async (latencies, failed) =>
            {
                var watch = Stopwatch.StartNew();
                await Task.WhenAll(
                    Enumerable
                        .Range(0, clients)
                        .Select(async _ =>
                        {
                            while (watch.Elapsed < duration)
                                await OneAsync(request, http, Stopwatch.GetTimestamp(), latencies, failed);
                        })
                );
            }
        );

    /// <summary>
    /// Open loop: requests start at their appointed times whether or not earlier ones were answered, and latency counts from the
    /// appointment, so a stall shows in every request it delays.
    /// </summary>
    public static Task<Slice> PaceAsync(Func<HttpRequestMessage> request, HttpClient http, Cpu cpu, int perSecond, TimeSpan duration) =>
        MeasureAsync(
            cpu,
            async (latencies, failed) =>
            {
                var begin = Stopwatch.GetTimestamp();
                var total = (int)(perSecond * duration.TotalSeconds);
                var under = new List<Task>(total);
                for (var i = 0; i < total; i++)
                {
                    var due = begin + (long)(i * (double)Stopwatch.Frequency / perSecond);
                    for (var wait = Remaining(due); wait > TimeSpan.Zero; wait = Remaining(due))
                        await Task.Delay(wait > TimeSpan.FromMilliseconds(2) ? wait - TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1));
                    under.Add(OneAsync(request, http, due, latencies, failed));
                }
                await Task.WhenAll(under);
            }
        );

    private static TimeSpan Remaining(long due) => TimeSpan.FromSeconds((due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);

    private static async Task OneAsync(Func<HttpRequestMessage> request, HttpClient http, long since, List<double> latencies, int[] failed)
    {
        using var message = request();
        using var response = await http.SendAsync(message);
        await response.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        lock (latencies)
        {
            latencies.Add(took);
            if ((int)response.StatusCode is not (200 or 201))
                failed[0]++;
        }
    }

    private static async Task<Slice> MeasureAsync(Cpu cpu, Func<List<double>, int[], Task> load)
    {
        var latencies = new List<double>(100_000);
        var failed = new int[1];
        var cpuBefore = cpu.Used();
        var watch = Stopwatch.StartNew();
        await load(latencies, failed);
        var elapsed = watch.Elapsed;
        var used = cpu.Used() - cpuBefore;
        latencies.Sort();
        double At(double share) => latencies[(int)Math.Min(latencies.Count - 1, share * latencies.Count)];
        return new Slice(
            latencies.Count / elapsed.TotalSeconds,
            used.TotalMicroseconds / latencies.Count,
            At(0.50),
            At(0.95),
            At(0.99),
            failed[0],
            latencies.Count
        );
    }
}

/// <summary>Processor time of one server and of the database with all its backends.</summary>
internal sealed class Cpu(int serverPid, int postmasterPid)
{
    private const double TicksPerSecond = 100;

    public TimeSpan Used() => Of(serverPid) + Of(postmasterPid) + TimeSpan.FromSeconds(Children(postmasterPid).Sum(pid => Of(pid).TotalSeconds));

    private static TimeSpan Of(int pid) =>
        Stat(pid) is { } fields ? TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / TicksPerSecond) : TimeSpan.Zero;

    private static IEnumerable<int> Children(int parent) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Stat(pid) is { } fields && int.Parse(fields[1]) == parent);

    /// <summary>The fields behind the name, which may hold blanks: state, parent, … user time (11), system time (12).</summary>
    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
