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

    /// <param name="floor">Null: it is only told.</param>
    public void Pair(
        string name,
        string against,
        double? floor,
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
        Console.WriteLine(Line(row));
    }

    private static string Line(JsonObject row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row["name"], -34} {row["against"], -18} {row["ratio"], 6:0.00} (floor {row["floor"]?.ToString() ?? "none"})   {row["perSecond"], 8}/s against {row["perSecondTheirs"], 8}/s, CPU {row["cpuMicroseconds"]} against {row["cpuMicrosecondsTheirs"]} us"
        );

    /// <summary>Both one after the other, as the medians of the two pairs say: nothing when one of them was not measured.</summary>
    public void Together(string name, string first, string second, double floor)
    {
        var rows = _rows.Where(r => (string?)r!["name"] == first || (string?)r["name"] == second).ToList();
        if (rows.Count != 2)
            return;
        double Per(string column) => 1 / rows.Sum(r => 1 / (double)r![column]!);
        var (ours, theirs) = (Per("perSecond"), Per("perSecondTheirs"));
        var row = new JsonObject
        {
            ["name"] = name,
            ["against"] = "both raw",
            ["ratio"] = Math.Round(ours / theirs, 2),
            ["floor"] = floor,
            ["perSecond"] = Math.Round(ours),
            ["perSecondTheirs"] = Math.Round(theirs),
            ["cpuMicroseconds"] = rows.Sum(r => (double)r!["cpuMicroseconds"]!),
            ["cpuMicrosecondsTheirs"] = rows.Sum(r => (double)r!["cpuMicrosecondsTheirs"]!),
        };
        _rows.Add(row);
        if (ours / theirs < floor)
            _below++;
        Console.WriteLine(Line(row));
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
