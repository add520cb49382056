using LogPair.Host.Workload;

namespace LogPair.Host.Demo;

public sealed class DemoVerdictTests
{
    private readonly Truth _truth = Record();

    [Fact]
    public void EqualCountersAreExact()
    {
        var verdict = DemoVerdict.Compare(_truth, Exposition());

        Assert.Empty(verdict.Differences);
        Assert.StartsWith("exact: 2,000 written, 2,000 counted", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OneLineTooManyShowsInItsSeries()
    {
        var exposition = Exposition().Replace(
            $"orders_total{{state=\"paid\"}} {_truth.OrdersByState["paid"]}",
            $"orders_total{{state=\"paid\"}} {_truth.OrdersByState["paid"] + 1}", StringComparison.Ordinal);

        var verdict = DemoVerdict.Compare(_truth, exposition);

        Assert.Equal($"  orders_total{{state=\"paid\"}}: written {_truth.OrdersByState["paid"]}, counted {_truth.OrdersByState["paid"] + 1}",
            verdict.Differences.Single());
        Assert.StartsWith("NOT exact", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SeriesThatNobodyWroteAreDifferences()
    {
        var verdict = DemoVerdict.Compare(_truth, Exposition() + "log_events_total{level=\"Unknown\"} 1\n");

        Assert.Single(verdict.Differences);
        Assert.Equal(2_001, verdict.Counted);
    }

    [Fact]
    public void MissingSeriesAreDifferences()
    {
        var verdict = DemoVerdict.Compare(_truth, "logpair_lines_total 2000\n");

        Assert.Equal(verdict.Series, verdict.Differences.Count + ZeroSeries());
    }

    [Fact]
    public void TheRulesYieldTheMetricsThatAreCompared() =>
        Assert.Equal(ExpectedSeries.Metrics, DemoRules.Load().Metrics.Select(metric => metric.Definition.Name));

    private int ZeroSeries() => ExpectedSeries.From(_truth).Values.Count(value => value == 0);

    private string Exposition() => "# HELP logpair_lines_total Lines.\nlogpair_lines_total 2000\n"
        + string.Concat(ExpectedSeries.From(_truth).Select(series => FormattableString.Invariant($"{series.Key} {series.Value}\n")));

    private static Truth Record()
    {
        var workload = new ShopWorkload(seed: 5);
        var recorder = new TruthRecorder(seed: 5);
        for (var i = 0; i < 2_000; i++) recorder.AddWritten(workload.Next(DateTimeOffset.UnixEpoch));
        return recorder.ToTruth();
    }
}
