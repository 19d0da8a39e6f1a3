using System.Globalization;
using System.Text;

namespace CleanApp.Infrastructure.Telemetry;

/// <param name="Name">As Prometheus writes it, without a suffix.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
internal sealed record MetricFamily(string Name, string Type, string Help, IReadOnlyList<MetricSample> Samples);

/// <param name="Suffix"><c>_bucket</c>, <c>_sum</c>, <c>_count</c>, or empty.</param>
/// <param name="Labels">Written: <c>a="b",c="d"</c>.</param>
internal readonly record struct MetricSample(string Suffix, string Labels, double Value);

/// <summary>Prometheus' text format 0.0.4. Our own: the exporter of OpenTelemetry does not restore here, and this is all there is to it.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.Where(f => f.Samples.Count > 0).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Help(family.Help)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
            foreach (var sample in family.Samples)
            {
                text.Append(family.Name).Append(sample.Suffix);
                if (sample.Labels.Length > 0)
                    text.Append('{').Append(sample.Labels).Append('}');
                text.Append(' ').Append(Number(sample.Value)).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>OpenTelemetry's names in Prometheus' alphabet, with the unit, and <c>_total</c> for what only grows.</summary>
    public static string Name(string name, string? unit, bool isCounter)
    {
        var written = Word(name);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!written.EndsWith(suffix, StringComparison.Ordinal))
            written += suffix;
        return isCounter && !written.EndsWith("_total", StringComparison.Ordinal) ? $"{written}_total" : written;
    }

    public static string Labels(params IEnumerable<(string Name, string Value)> labels) =>
        string.Join(',', labels.Select(l => $"{Word(l.Name)}=\"{Value(l.Value)}\""));

    public static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Help(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "");

    private static string Value(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private static string Word(string name)
    {
        var word = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return word.Length == 0 || char.IsAsciiDigit(word[0]) ? $"_{word}" : word;
    }
}
