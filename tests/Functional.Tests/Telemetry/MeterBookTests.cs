using System.Diagnostics.Metrics;
using CleanApp.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Telemetry;

/// <summary>From measurements to text and back.</summary>
public sealed class MeterBookTests
{
    [Fact]
    public void Whatever_is_in_a_help_or_a_label_is_read_back_as_it_was()
    {
        const string odd = "a\\b \"c\"\nd{e}=,1";
        var text = PrometheusText.Write([
            new MetricFamily("b", "gauge", odd, [new MetricSample("", PrometheusText.Labels(("x", odd), ("y.z", "")), double.NegativeInfinity)]),
            new MetricFamily("a", "counter", "", [new MetricSample("", "", 0.1), new MetricSample("", "x=\"1\"", 12345678901234567890d)]),
            new MetricFamily("nothing", "gauge", "", []),
        ]);

        var read = Exposition.Read(text);
        read.Helps["b"].ShouldBe(odd);
        read.Samples.Keys.ShouldBe(["a", "a{x=\"1\"}", "b{x=\"a\\\\b \\\"c\\\"\\nd{e}=,1\",y_z=\"\"}"]);
        read["a"].ShouldBe(0.1);
        read["a{x=\"1\"}"].ShouldBe(12345678901234567890d);
        read.Types.Keys.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", true, "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("db.client.connection.count", "{connection}", false, "db_client_connection_count")]
    [InlineData("a.total", null, true, "a_total")]
    [InlineData("9lives", null, false, "_9lives")]
    public void Names_are_those_Prometheus_gives(string name, string? unit, bool isCounter, string written) =>
        PrometheusText.Name(name, unit, isCounter).ShouldBe(written);

    [Fact]
    public void Every_kind_of_instrument_is_added_up_as_it_should()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var book = new MeterBook(meters);
        var meter = meters.Create("CleanApp.Channels");
        var counter = meter.CreateCounter<int>("jobs");
        var level = meter.CreateUpDownCounter<long>("level");
        var last = meter.CreateGauge<double>("last");
        var times = meter.CreateHistogram("times", "s", "How long.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        var observed = new List<Measurement<int>> { new(7, new KeyValuePair<string, object?>("kind", "a")) };
        meter.CreateObservableGauge("seen", () => observed);
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        level.Add(5);
        level.Add(-2);
        last.Record(1);
        last.Record(9);
        foreach (var time in new[] { 0.5, 1, 1.5, 3 })
            times.Record(time);
        book.Read();

        var read = Exposition.Read(PrometheusText.Write(book.Read()));

        read["jobs_total{kind=\"a\"}"].ShouldBe(5);
        read["level"].ShouldBe(3);
        read["last"].ShouldBe(9);
        read["seen{kind=\"a\"}"].ShouldBe(7);
        read["times_seconds_bucket{le=\"1\"}"].ShouldBe(2);
        read["times_seconds_bucket{le=\"2\"}"].ShouldBe(3);
        read["times_seconds_bucket{le=\"+Inf\"}"].ShouldBe(4);
        read["times_seconds_count"].ShouldBe(4);
        read["times_seconds_sum"].ShouldBe(6);
        observed.Clear();
        Exposition.Read(PrometheusText.Write(book.Read()))["seen{kind=\"a\"}"].ShouldBeNull();
    }

    [Fact]
    public void A_label_nobody_allowed_is_no_label_another_hosts_figures_are_not_ours_and_series_have_an_end()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var elsewhere = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var book = new MeterBook(meters);
        var counter = meters.Create("CleanApp.Channels").CreateCounter<long>("sent");
        elsewhere.GetRequiredService<IMeterFactory>().Create("CleanApp.Channels").CreateCounter<long>("theirs").Add(1);
        meters.Create("Somebody.Elses").CreateCounter<long>("unknown").Add(1);

        counter.Add(1, new KeyValuePair<string, object?>("phone", "+5511987654321"));
        for (var i = 0; i < MeterBook.MostSeries + 10; i++)
            counter.Add(1, new KeyValuePair<string, object?>("kind", i));

        var text = PrometheusText.Write(book.Read());
        text.ShouldNotContain("5511987654321");
        text.ShouldNotContain("theirs");
        text.ShouldNotContain("unknown");
        var read = Exposition.Read(text);
        read["sent_total"].ShouldBe(1);
        read.Samples.Keys.Count(k => k.StartsWith("sent_total", StringComparison.Ordinal)).ShouldBe(MeterBook.MostSeries);
        read["cleanapp_metrics_left_out_total"].ShouldBe(11);
    }
}
