using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;

namespace CleanApp.Functional.Tests.Telemetry;

/// <summary>Prometheus' text format 0.0.4, read as strictly as its documentation says; knows nothing of how the product writes it.</summary>
public sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, double> _samples = [];

    public IReadOnlyDictionary<string, double> Samples => _samples;
    public IReadOnlyDictionary<string, string> Types => _types;
    public Dictionary<string, string> Helps { get; } = [];

    /// <summary>By the name and labels as written, labels sorted: <c>name{a="b",c="d"}</c>; null when there is none.</summary>
    public double? this[string sample] => _samples.TryGetValue(sample, out var value) ? value : null;

    public static Exposition Read(string text)
    {
        text.ShouldEndWith("\n");
        var exposition = new Exposition();
        string? family = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                family = help.Groups["name"].Value;
                exposition.Helps.TryAdd(family, Unescaped(help.Groups["help"].Value)).ShouldBeTrue($"twice: {line}");
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                type.Groups["name"].Value.ShouldBe(family, line);
                exposition._types.TryAdd(family!, type.Groups["type"].Value).ShouldBeTrue($"twice: {line}");
            }
            else
                exposition.AddSample(line, family);
        }
        exposition.CheckHistograms();
        return exposition;
    }

    public static string Unescaped(string text) =>
        Regex.Replace(text, @"\\(.)", m => m.Groups[1].Value is "n" ? "\n" : m.Groups[1].Value, RegexOptions.Singleline);

    private void AddSample(string line, string? family)
    {
        var sample = SampleLine().Match(line);
        sample.Success.ShouldBeTrue($"no sample: {line}");
        var name = sample.Groups["name"].Value;
        var isHistogram = family is not null && _types.GetValueOrDefault(family) == "histogram";
        (name == family || isHistogram && new[] { "_bucket", "_sum", "_count" }.Any(s => name == family + s)).ShouldBeTrue($"of no family: {line}");
        var labels = LabelPair().Matches(sample.Groups["labels"].Value).Select(m => m.Value).ToList();
        string.Join(',', labels).ShouldBe(sample.Groups["labels"].Value, line);
        labels.Select(l => l.Split('=')[0]).ShouldBeUnique(line);
        var value = sample.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        var key = labels.Count == 0 ? name : $"{name}{{{string.Join(',', labels.Order(StringComparer.Ordinal))}}}";
        _samples.TryAdd(key, value).ShouldBeTrue($"twice: {line}");
        if (_types[family!] == "counter")
            value.ShouldBeGreaterThanOrEqualTo(0, line);
    }

    private void CheckHistograms()
    {
        foreach (var (name, _) in _types.Where(t => t.Value == "histogram"))
        foreach (
            var series in _samples
                .Where(s => s.Key.StartsWith($"{name}_bucket", StringComparison.Ordinal))
                .GroupBy(s => LabelPair().Replace(s.Key, m => m.Value.StartsWith("le=", StringComparison.Ordinal) ? "" : m.Value))
        )
        {
            series.Select(s => s.Value).ShouldBeInOrder(SortDirection.Ascending, name);
            series.Last().Key.ShouldContain("le=\"+Inf\"");
        }
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>(?:[^\\]|\\\\|\\n)*)$")]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>.*)\})? (?<value>[^ ]+)$")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LabelPair();
}
