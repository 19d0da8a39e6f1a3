using System.Collections.Concurrent;

namespace CleanApp.Infrastructure.Telemetry;

internal enum MeterKind
{
    Counter,

    /// <summary>Told as what is added or taken.</summary>
    UpDown,
    Gauge,
    Histogram,

    /// <summary>Told as a whole when asked.</summary>
    ObservedCounter,
    Observed,
}

/// <summary>One metric with its series, by their labels as written.</summary>
internal sealed class MeterFamily(string name, MeterKind kind, string help, double[] buckets)
{
    private readonly ConcurrentDictionary<string, Series> _series = new();

    public MeterKind Kind => kind;

    /// <returns>False when it would be a series too many.</returns>
    public bool Note(string labels, double value)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MeterBook.MostSeries)
                return false;
            series = _series.GetOrAdd(labels, _ => new Series(kind == MeterKind.Histogram ? buckets : []));
        }
        // Several of the same labels, once labels are left out, are one: what is observed adds up as well.
        series.Note(value, adds: kind != MeterKind.Gauge);
        return true;
    }

    public void Forget()
    {
        if (kind is MeterKind.Observed or MeterKind.ObservedCounter)
            _series.Clear();
    }

    public MetricFamily Read()
    {
        var samples = new List<MetricSample>();
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
            series.Read(samples, labels, kind == MeterKind.Histogram);
        var type = kind switch
        {
            MeterKind.Counter or MeterKind.ObservedCounter => "counter",
            MeterKind.Histogram => "histogram",
            _ => "gauge",
        };
        return new MetricFamily(name, type, help, samples);
    }

    private sealed class Series(double[] buckets)
    {
        private readonly Lock _writing = new();
        private readonly long[] _counts = new long[buckets.Length + 1];
        private double _sum;

        public void Note(double value, bool adds)
        {
            lock (_writing)
            {
                _sum = adds ? _sum + value : value;
                var bucket = 0;
                while (bucket < buckets.Length && value > buckets[bucket])
                    bucket++;
                _counts[bucket]++;
            }
        }

        public void Read(List<MetricSample> samples, string labels, bool isHistogram)
        {
            lock (_writing)
            {
                if (!isHistogram)
                {
                    samples.Add(new MetricSample("", labels, _sum));
                    return;
                }
                var count = 0L;
                for (var i = 0; i <= buckets.Length; i++)
                {
                    count += _counts[i];
                    var upTo = $"le=\"{PrometheusText.Number(i < buckets.Length ? buckets[i] : double.PositiveInfinity)}\"";
                    samples.Add(new MetricSample("_bucket", labels.Length == 0 ? upTo : $"{labels},{upTo}", count));
                }
                samples.Add(new MetricSample("_sum", labels, _sum));
                samples.Add(new MetricSample("_count", labels, count));
            }
        }
    }
}
