using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public class SummaryTests
{
    private static readonly MetricDefinition Metric = new()
    {
        Name = "s",
        Help = "a \"b\"\\ c\nd",
        Type = MetricType.Summary,
        LabelNames = ["l"],
        Quantiles = [0.5, 1],
        Window = TimeSpan.FromMinutes(10),
    };

    private readonly SeriesTable _table = new([Metric]);
    private readonly ChangeSet _changes = new([Metric]);
    private readonly PrometheusExporter _exporter = new([Metric]);

    [Fact]
    public void ASummaryIsAFamilyOfItsTypeInBothFormats()
    {
        Measure("a\"\\\nb", 0, 0);
        Show();

        Assert.Equal(
            """
            # HELP s a "b"\\ c\nd
            # TYPE s summary
            s{l="a\"\\\nb",quantile="0.5"} 0
            s{l="a\"\\\nb",quantile="1"} 0
            s_sum{l="a\"\\\nb"} 0
            s_count{l="a\"\\\nb"} 1

            """,
            ExporterText.Of(_exporter));
        Assert.Equal(
            """
            # HELP s a \"b\"\\ c\nd
            # TYPE s summary
            s{l="a\"\\\nb",quantile="0.5"} 0
            s{l="a\"\\\nb",quantile="1.0"} 0
            s_sum{l="a\"\\\nb"} 0
            s_count{l="a\"\\\nb"} 1
            # EOF

            """,
            ExporterText.Of(_exporter, ExpositionFormat.OpenMetricsText));
    }

    [Fact]
    public void QuantilesForgetWhatIsOlderThanTheWindowAndSumAndCountDoNot()
    {
        Measure("x", 0, 0);
        Measure("x", -8, minute: 8);
        Measure("y", 0, minute: 8);
        Show();
        Assert.Contains("s{l=\"x\",quantile=\"1\"} 0\n", ExporterText.Of(_exporter), StringComparison.Ordinal);

        Measure("y", 0, minute: 25);
        Show();

        var text = ExporterText.Of(_exporter);
        Assert.Contains("s{l=\"x\",quantile=\"0.5\"} NaN\n", text, StringComparison.Ordinal);
        Assert.Contains("s_sum{l=\"x\"} -8\n", text, StringComparison.Ordinal);
        Assert.Contains("s_count{l=\"x\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("s{l=\"y\",quantile=\"0.5\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TimeAloneEmptiesTheWindowAndAnEventOfFarInTheFutureDoesNot()
    {
        var start = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc).Ticks;
        _table.Clock.UtcTicks = start;
        Record("x", 0, start);
        Record("x", 0, start + (1000 * TimeSpan.TicksPerDay));
        Show();
        Assert.Contains("s{l=\"x\",quantile=\"1\"} 0\n", ExporterText.Of(_exporter), StringComparison.Ordinal);

        _table.Clock.UtcTicks += 11 * TimeSpan.TicksPerMinute;
        Assert.True(_table.Advance());
        Show();

        Assert.Contains("s{l=\"x\",quantile=\"1\"} NaN\n", ExporterText.Of(_exporter), StringComparison.Ordinal);
        Assert.False(_table.Advance());
    }

    private void Measure(string label, double value, int minute) =>
        Record(label, value, DateTime.UnixEpoch.Ticks + (minute * TimeSpan.TicksPerMinute));

    private void Record(string label, double value, long ticks)
    {
        _changes.Record(0, LabelKey.Encode(label), value, ticks);
        _changes.CommitTo(_table, (_, _) => { });
    }

    private void Show()
    {
        var snapshot = new SeriesSnapshot(_table);
        snapshot.Take(_table);
        _exporter.Apply(snapshot);
    }
}
