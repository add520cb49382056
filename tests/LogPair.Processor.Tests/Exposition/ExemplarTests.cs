using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public class ExemplarTests
{
    private static readonly MetricDefinition[] Metrics =
    [
        new() { Name = "c_total", Help = "h", Type = MetricType.Counter, HasExemplars = true },
        new() { Name = "h", Help = "h", Type = MetricType.Histogram, Buckets = [1, 5], HasExemplars = true },
    ];

    [Fact]
    public void TheNewestTraceOfASeriesAndOfEachBucketIsShownWithItsValue()
    {
        var shown = new Shown();
        shown.Measure(0.5, "old", "");
        shown.Measure(0.25, "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        shown.Measure(7, "big", "");
        shown.Show();

        var text = shown.Text(ExpositionFormat.OpenMetricsText);
        Assert.Matches("""(?m)^c_total 7\.75 # \{trace_id="big"\} 7\.0 \d+""", text);
        Assert.Matches(
            """(?m)^h_bucket\{le="1\.0"\} 2 # \{trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"\} 0\.25 """,
            text);
        Assert.Matches("""(?m)^h_bucket\{le="5\.0"\} 2$""", text);
        Assert.Matches("""(?m)^h_bucket\{le="\+Inf"\} 3 # \{trace_id="big"\} 7\.0 """, text);
        Assert.DoesNotContain("trace_id", shown.Text(ExpositionFormat.PrometheusText), StringComparison.Ordinal);
    }

    [Fact]
    public void ExemplarsChangeNoValue()
    {
        var value = Gen.OneOf(Gen.Double[0, 10], Gen.Int[0, 9].Select(whole => (double)whole), Gen.Double[0, 1e-9]);
        Gen.Select(value, Gen.Bool).Array[1, 20].Array[1, 6].Sample(batches =>
        {
            var shown = new Shown();
            foreach (var batch in batches)
            {
                foreach (var (measured, hasTrace) in batch) shown.Measure(measured, hasTrace ? "t" : "", "");
                shown.Show();
            }

            var all = batches.SelectMany(batch => batch).Select(each => each.Item1).ToList();
            Assert.Equal(shown.Table[0].Numbers(0)[0], shown.Sample("c_total"));
            Assert.Equal(shown.Table[1].Numbers(0)[0], shown.Sample("h_sum"));
            Assert.Equal(all.Count, shown.Sample("h_count"));
            Assert.Equal(all.Count(each => each <= 1), shown.Sample("""h_bucket{le="1"}"""));
            Assert.Equal(all.Count(each => each <= 5), shown.Sample("""h_bucket{le="5"}"""));
        });
    }

    private sealed class Shown
    {
        private readonly ChangeSet _changes = new(Metrics);
        private readonly PrometheusExporter _exporter = new(Metrics);
        private readonly SeriesSnapshot _snapshot;

        public Shown() => _snapshot = new SeriesSnapshot(Table);

        public SeriesTable Table { get; } = new(Metrics);

        public void Measure(double value, string trace, string span)
        {
            var measurement = new Measurement
            {
                LabelKey = [],
                Value = value,
                TraceId = System.Text.Encoding.ASCII.GetBytes(trace),
                SpanId = System.Text.Encoding.ASCII.GetBytes(span),
            };
            for (var metric = 0; metric < Metrics.Length; metric++) _changes.Record(metric, measurement, eventTicks: 0);
        }

        public void Show()
        {
            _changes.CommitTo(Table, (_, _) => { });
            _snapshot.Take(Table);
            _exporter.Apply(_snapshot);
        }

        public string Text(ExpositionFormat format) => ExporterText.Of(_exporter, format);

        public double Sample(string series)
        {
            var text = Text(ExpositionFormat.PrometheusText).Split('\n');
            var line = text.Single(line => line.StartsWith(series + " ", StringComparison.Ordinal));
            return double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
