using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Alerts;

/// <summary>The alert rules: they are valid, they fire when they should, and the page tells of them.</summary>
public sealed partial class AlertRulesTests
{
    private const string Cases = "docker/prometheus/alerts.test.yml";

    private static readonly string Page = File.ReadAllText(Repository.Path("docs/metrics.md"));

    public static TheoryData<string> Names => [.. AlertRules.All.Select(rule => rule.Name)];

    [Theory]
    [InlineData("check", "rules", AlertRules.File)]
    [InlineData("check", "config", "docker/prometheus/prometheus.yml")]
    [InlineData("test", "rules", Cases)]
    public async Task PrometheusAcceptsTheRulesAndTheyFireWhenTheyShould(string verb, string what, string file)
    {
        var result = await Tool.TryRunAsync(
            "promtool", [verb, what, Repository.Path(file)], TestContext.Current.CancellationToken);

        Requirement.Check(result is null
            ? "There is no promtool. Install it (apt-get install prometheus; .ci/prepare does)."
            : null);
        Assert.True(result!.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryAlertHasACaseInWhichItFires(string name)
    {
        var cases = File.ReadAllText(Repository.Path(Cases));

        Assert.Contains($"alertname=\"{name}\"", cases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryAlertSaysHowUrgentItIsAndWhatToDo(string name)
    {
        var rule = Assert.Single(AlertRules.All, rule => rule.Name == name);

        Assert.Contains(rule.Severity, (string[])["critical", "warning", "info"]);
        Assert.Equal(["description", "summary"], rule.Annotations.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("{{ $labels.instance }}", rule.Annotations["summary"], StringComparison.Ordinal);
        Assert.True(rule.Annotations["description"].Length > 100, rule.Annotations["description"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryMetricOfAnAlertIsOnThePageOfMetrics(string name)
    {
        var rule = Assert.Single(AlertRules.All, rule => rule.Name == name);
        var metrics = MetricPattern().Matches(rule.Expression).Select(match => match.Value).ToList();

        Assert.NotEmpty(metrics);
        Assert.All(metrics, metric => Assert.Contains($"\n| `{metric}` | ", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void AnAlertOnAMetricWithStreamsNamesTheStream()
    {
        var byStream = AlertRules.All.Where(rule => MetricPattern().Matches(rule.Expression).Any(IsByStream)).ToList();

        Assert.NotEmpty(byStream);
        Assert.All(byStream, rule =>
            Assert.Contains("{{ $labels.stream }}", rule.Annotations["summary"], StringComparison.Ordinal));
    }

    [Fact]
    public void ThePageOfMetricsListsTheAlerts() => Assert.Equal(
        AlertRules.All.Select(rule => (rule.Name, rule.Severity)),
        AlertRowPattern().Matches(Page).Select(row => (row.Groups[1].Value, row.Groups[2].Value)));

    private static bool IsByStream(Match metric) =>
        Regex.IsMatch(Page, $@"^\| `{metric.Value}` \| \w+ \| `stream`", RegexOptions.Multiline);

    [GeneratedRegex(@"\blogpair_\w+")]
    private static partial Regex MetricPattern();

    [GeneratedRegex(@"^\| `(LogPair\w+)` \| (\w+) \| ", RegexOptions.Multiline)]
    private static partial Regex AlertRowPattern();
}
