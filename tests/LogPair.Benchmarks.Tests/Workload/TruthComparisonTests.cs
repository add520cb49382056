using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Tests.Workload;

public sealed class TruthComparisonTests
{
    private static readonly Truth OneRequest = Make();

    [Fact]
    public void EqualMetricsHaveNoDifference()
    {
        Assert.Empty(TruthComparison.Differences(OneRequest, Metrics(Exposition())));
    }

    [Theory]
    [InlineData("status=\"200\"} 1", "status=\"200\"} 2", "is 2; the truth is 1")]
    [InlineData("status=\"200\"} 1", "status=\"201\"} 1", "no line counts for it")]
    [InlineData("_sum{method=\"GET\"} 0.02", "_sum{method=\"GET\"} 0.0200001", "0.0200001; the truth is 0.02")]
    [InlineData("le=\"0.025\"} 1", "le=\"0.025\"} 0", "is 0; the truth is 1")]
    [InlineData("log_events_total", "log_event_total", "is missing")]
    public void ADifferenceIsNamed(string right, string wrong, string said)
    {
        var exposition = Exposition().Replace(right, wrong, StringComparison.Ordinal);

        var differences = TruthComparison.Differences(OneRequest, Metrics(exposition));

        Assert.Contains(differences, difference => difference.Contains(said, StringComparison.Ordinal));
    }

    private static Truth Make()
    {
        var truth = new TruthBuilder(TruthBuilder.SerilogLevels);
        truth.AddLine(level: 2);
        truth.AddRequest(method: 0, status: 0, elapsedMilliseconds: 20);
        return truth.Build(seed: 1, bytes: 1);
    }

    private static MetricsText Metrics(string exposition) => MetricsText.Read(new StringReader(exposition));

    private static string Exposition()
    {
        const string duration = "http_request_duration_seconds";
        string[] lines =
        [
            "# a comment",
            "http_requests_total{method=\"GET\",status=\"200\"} 1",
            "log_events_total{level=\"Information\"} 1",
            .. TruthBuilder.Bounds.Select(b =>
                $"{duration}_bucket{{method=\"GET\",le=\"{TruthComparison.Show(b)}\"}} {(b < 0.02 ? 0 : 1)}"),
            $"{duration}_bucket{{method=\"GET\",le=\"+Inf\"}} 1",
            $"{duration}_count{{method=\"GET\"}} 1",
            $"{duration}_sum{{method=\"GET\"}} 0.02",
        ];
        return string.Join('\n', lines);
    }
}
