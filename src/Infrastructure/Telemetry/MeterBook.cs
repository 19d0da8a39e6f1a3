using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace CleanApp.Infrastructure.Telemetry;

/// <summary>
/// Keeps the figures of this process's meters: ours, and those built into the runtime, the web server and the database driver. A label is
/// kept only if it is on the list, so that no address, name or id becomes one because somebody upstream thought of it.
/// </summary>
internal sealed class MeterBook : IDisposable
{
    /// <summary>Per metric. What would be more is counted, and left out.</summary>
    public const int MostSeries = 1000;

    private static readonly string[] Meters =
    [
        "CleanApp.Channels",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        "System.Runtime",
    ];

    private const string Pool = "db.client.connection.pool.name";

    /// <summary>Connections without a name of ours are told by the driver with their address.</summary>
    private static readonly HashSet<object?> Pools = ["app", "keys", "worker"];

    private static readonly HashSet<string> KnownLabels =
    [
        "outcome",
        "error_code",
        "status",
        "kind",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "error.type",
        Pool,
        "db.client.connection.state",
        "gc.heap.generation",
        "cpu.mode",
    ];

    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MeterFamily> _families = new();
    private readonly Lock _reading = new();
    private long _leftOut;

    public MeterBook(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Another host of the same process has a factory, and a book, of its own.
            var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
            if (isOurs && Meters.Contains(instrument.Meter.Name) && FamilyOf(instrument) is { } family)
                listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Note(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Note(state, (double)value, tags));
        _listener.Start();
    }

    public IReadOnlyList<MetricFamily> Read()
    {
        lock (_reading)
        {
            // What is observed is told anew each time, and may be gone.
            foreach (var family in _families.Values)
                family.Forget();
            _listener.RecordObservableInstruments();
            var leftOut = new MetricFamily(
                "cleanapp_metrics_left_out_total",
                "counter",
                "Measurements that would have been a series too many.",
                [new MetricSample("", "", Interlocked.Read(ref _leftOut))]
            );
            return [.. _families.Values.Select(f => f.Read()), leftOut];
        }
    }

    public void Dispose() => _listener.Dispose();

    private MeterFamily? FamilyOf(Instrument instrument)
    {
        var kind = Kind(instrument);
        if (kind is null)
            return null;
        var name = PrometheusText.Name(instrument.Name, instrument.Unit, kind is MeterKind.Counter or MeterKind.ObservedCounter);
        var buckets = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? DefaultBuckets;
        var family = _families.GetOrAdd(name, _ => new MeterFamily(name, kind.Value, instrument.Description ?? instrument.Name, buckets));
        return family.Kind == kind ? family : null;
    }

    private static MeterKind? Kind(Instrument instrument)
    {
        var type = instrument.GetType() is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : null;
        return type == typeof(Counter<>) ? MeterKind.Counter
            : type == typeof(UpDownCounter<>) ? MeterKind.UpDown
            : type == typeof(Gauge<>) ? MeterKind.Gauge
            : type == typeof(Histogram<>) ? MeterKind.Histogram
            : type == typeof(ObservableCounter<>) ? MeterKind.ObservedCounter
            : type == typeof(ObservableUpDownCounter<>) || type == typeof(ObservableGauge<>) ? MeterKind.Observed
            : null;
    }

    private void Note(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (state is MeterFamily family && !family.Note(LabelsOf(tags), value))
            Interlocked.Increment(ref _leftOut);
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0)
            return "";
        var labels = new List<(string Name, string Value)>(tags.Length);
        foreach (var (name, value) in tags)
            if (KnownLabels.Contains(name))
                labels.Add((name, name == Pool && !Pools.Contains(value) ? "other" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        labels.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return PrometheusText.Labels(labels);
    }
}
