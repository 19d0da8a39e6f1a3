using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CleanApp.Bench.Outbound;

/// <summary>Pairs in turn, their medians, and what was missed.</summary>
internal sealed class Report(int rounds, string? only)
{
    private readonly JsonArray _rows = [];
    private int _below;

    public int Rounds => rounds;

    public bool Wants(string name) => only is null || name.Contains(only, StringComparison.OrdinalIgnoreCase);

    public async Task CompareAsync(
        string name,
        string against,
        double floor,
        Func<Task<(double PerSecond, double Cpu)>> ours,
        Func<Task<(double PerSecond, double Cpu)>> theirs,
        TimeSpan warmUp = default
    )
    {
        for (var watch = Stopwatch.StartNew(); warmUp > watch.Elapsed; )
            await ours();
        if (warmUp > TimeSpan.Zero)
            await theirs();
        var (mine, others) = (new List<(double PerSecond, double Cpu)>(), new List<(double PerSecond, double Cpu)>());
        for (var round = 0; round < rounds; round++)
        {
            if (Random.Shared.Next(2) == 0)
            {
                mine.Add(await ours());
                others.Add(await theirs());
            }
            else
            {
                others.Add(await theirs());
                mine.Add(await ours());
            }
        }
        Pair(name, against, floor, mine, others);
    }

    public void Pair(
        string name,
        string against,
        double floor,
        List<(double PerSecond, double Cpu)> mine,
        List<(double PerSecond, double Cpu)> others
    )
    {
        var ratio = Suite.Median(mine.Zip(others, (m, o) => m.PerSecond / o.PerSecond));
        var row = new JsonObject
        {
            ["name"] = name,
            ["against"] = against,
            ["ratio"] = Math.Round(ratio, 2),
            ["floor"] = floor,
            ["perSecond"] = Math.Round(Suite.Median(mine.Select(m => m.PerSecond))),
            ["perSecondTheirs"] = Math.Round(Suite.Median(others.Select(m => m.PerSecond))),
            ["cpuMicroseconds"] = Math.Round(Suite.Median(mine.Select(m => m.Cpu))),
            ["cpuMicrosecondsTheirs"] = Math.Round(Suite.Median(others.Select(m => m.Cpu))),
        };
        _rows.Add(row);
        if (ratio < floor)
            _below++;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -34} {against, -18} {ratio, 6:0.00} (floor {floor:0.00})   {row["perSecond"], 8}/s against {row["perSecondTheirs"], 8}/s, CPU {row["cpuMicroseconds"]} against {row["cpuMicrosecondsTheirs"]} us"
            )
        );
    }

    public void Say(string sentence, bool isFine)
    {
        Console.WriteLine(isFine ? sentence : $"{sentence}   BELOW");
        _rows.Add(new JsonObject { ["sentence"] = sentence, ["fine"] = isFine });
        if (!isFine)
            _below++;
    }

    public int End()
    {
        if (Environment.GetEnvironmentVariable("BENCH_RESULTS") is { Length: > 0 } file)
            File.WriteAllText(file, _rows.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine(_below == 0 ? "Everything is at or above its floor." : $"{_below} below the floor.");
        return _below == 0 ? 0 : 1;
    }
}
