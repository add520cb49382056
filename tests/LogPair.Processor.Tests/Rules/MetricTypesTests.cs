using System.Globalization;
using System.Text;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Rules;

public class MetricTypesTests
{
    [Fact]
    public void EveryTypeIsReadWithWhatItsOwnKeysSay()
    {
        var rules = Load("""
            limits: { series: 5000 }
            metrics:
              - { name: low, type: gauge, action: min, value: A }
              - { name: recent, type: gauge, action: last, value: A }
              - { name: sums_seconds, type: summary, quantiles: [0.99, 0.5], window: 1h30m, value: A, expireAfter: 1d }
              - { name: seen, type: distinct, value: A }
              - { name: top_users, type: topk, k: 200, labels: { user: U } }
            """);

        var metrics = rules.Metrics.Select(rule => rule.Definition).ToList();
        Assert.Equal(5000, rules.MaxSeries);
        Assert.Equal(GaugeAction.Min, metrics[0].Action);
        Assert.Equal(GaugeAction.Set, metrics[1].Action);
        Assert.Equal([0.5, 0.99], metrics[2].Quantiles);
        Assert.Equal(TimeSpan.FromMinutes(90), metrics[2].Window);
        Assert.Equal(TimeSpan.FromDays(1), metrics[2].ExpireAfter);
        Assert.Null(metrics[3].ExpireAfter);
        Assert.Equal(MetricType.Distinct, metrics[3].Type);
        Assert.Equal((200, 2000), (metrics[4].K, metrics[4].MaxSeries));
    }

    [Theory]
    [InlineData("{ value: Status, map: { 200: fine, 4*: client, 500..599: server }, default: odd }", "200", "fine")]
    [InlineData("{ value: Status, map: { 200: fine, 4*: client, 500..599: server }, default: odd }", "404", "client")]
    [InlineData("{ value: Status, map: { 200: fine, 4*: client, 500..599: server }, default: odd }", "503", "server")]
    [InlineData("{ value: Status, map: { 200: fine, 4*: client, 500..599: server }, default: odd }", "302", "odd")]
    [InlineData("{ value: Status, map: { ..399: ok, 400..: bad } }", "-1", "ok")]
    [InlineData("{ value: Status, map: { ..399: ok, 400..: bad } }", "400", "bad")]
    [InlineData("{ value: Status, map: { ..399: ok, 400..: bad } }", "\"no\"", "no")]
    [InlineData("{ value: Status, map: { 0..399: ok, 400..: bad }, default: none }", "0", "ok")]
    [InlineData("{ value: Status, map: { 0..399: ok, 400..: bad }, default: none }", "null", "none")]
    [InlineData("{ value: Status, map: { 0..399: ok, 400..: bad }, default: none }", "\"\"", "none")]
    [InlineData("{ value: Status, map: { ..0: zero } }", "null", "")]
    [InlineData("{ value: Status, map: { 1: x, 2: y }, closed: [x] }", "1", "x")]
    [InlineData("{ value: Status, map: { 1: x, 2: y }, closed: [x] }", "2", "other")]
    [InlineData("{ value: Status, closed: [GET, POST] }", "\"GET\"", "GET")]
    [InlineData("{ value: Status, closed: [GET, POST] }", "\"get\"", "other")]
    [InlineData("{ value: Status, closed: [GET, POST], default: '-' }", "null", "-")]
    [InlineData("{ value: Status, default: none }", "null", "none")]
    [InlineData("{ value: Status, default: none }", "5", "5")]
    [InlineData("{ value: Status, map: { a: b }, closed: [c] }", "\"b\"", "other")]
    [InlineData("{ text: eu-1 }", "1", "eu-1")]
    [InlineData("{ env: POD_NAME }", "1", "web-0")]
    [InlineData("{ env: NODE, default: unknown }", "1", "unknown")]
    public void ALabelReads(string label, string status, string expected)
    {
        var rules = Load($"metrics: [{{ name: c_total, type: counter, labels: {{ l: {label} }} }}]");

        Assert.Equal($"c_total 1 [{expected}]", Measure(rules, $$"""{"Status":{{status}}}"""));
    }

    [Fact]
    public void LabelsOfAllMetricsAreOnAllOfThemUnlessAMetricSaysOtherwise()
    {
        const string labels = "labels: { pod: { env: POD_NAME }, site: { text: eu } }";

        var rules = Load(labels + "\nmetrics: [{ name: c_total, type: counter, labels: { l: A, site: B } }]");
        var builtIn = Load(labels);

        Assert.Equal("c_total 1 [1, 2, web-0]", Measure(rules, """{"A":1,"B":2}"""));
        Assert.Equal(["level", "pod", "site"], builtIn.Metrics[0].Definition.LabelNames);
        Assert.Equal("log_events_total 1 [Error, web-0, eu]", Measure(builtIn, """{"@l":"Error"}"""));
    }

    [Fact]
    public void SeriesOfConstantLabelsAloneExistFromTheStart()
    {
        var rules = Load("""
            labels: { pod: { env: POD_NAME } }
            metrics:
              - { name: a_total, type: counter }
              - { name: b_total, type: counter, labels: { m: M }, init: [{ m: GET }] }
            """);

        Assert.Equal([LabelKey.Encode("web-0")], rules.Metrics[0].Definition.InitialSeries);
        Assert.Equal([LabelKey.Encode("GET", "web-0")], rules.Metrics[1].Definition.InitialSeries);
    }

    [Theory]
    [InlineData("labels: { path: RequestPath }", "Route(RequestPath)")]
    [InlineData("labels: { who: '@p[''user_id'']' }", "closed")]
    [InlineData("labels: { id: Request.Id }", "closed")]
    [InlineData("labels: { m: '@m' }", "@mt")]
    [InlineData("labels: { t: { value: '@t', default: x } }", "Leave it out")]
    [InlineData("labels: { requestMethod: Method }", "request_method")]
    public void AnUnboundedOrOddLabelHasAWarningWithAdvice(string labels, string advice)
    {
        var result = RulesLoader.Load("r.yaml", $"metrics: [{{ name: c_total, type: counter, {labels} }}]");

        Assert.Contains(advice, Assert.Single(result.Warnings).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels: { path: Route(RequestPath) }")]
    [InlineData("labels: { user: { value: User, closed: [root] } }")]
    [InlineData("labels: { paid: Paid, method: Method, level: '@l', mt: '@mt', file: '@file' }")]
    public void ABoundedLabelHasNone(string labels) =>
        Assert.Empty(RulesLoader.Load("r.yaml", $"metrics: [{{ name: c_total, type: counter, {labels} }}]").Warnings);

    [Theory]
    [InlineData("""{"@tr":"abc","@sp":"def"}""", "abc def")]
    [InlineData("""{"@tr":"abc"}""", "abc ")]
    [InlineData("""{"@tr":"a\"c"}""", " ")]
    [InlineData("""{"@tr":"123456789012345678901234567890123456789012345678901"}""", " ")]
    public void AnExemplarIsTheTraceIfItCanBeWritten(string line, string expected)
    {
        var rules = Load("metrics: [{ name: c_total, type: counter, exemplars: true }]");
        var record = new JsonRecord(line, rules.Fields).Record;

        rules.Metrics[0].Measure(record, new RuleScratch(), out var measurement);

        Assert.Equal(
            expected, $"{Encoding.UTF8.GetString(measurement.TraceId)} {Encoding.UTF8.GetString(measurement.SpanId)}");
    }

    private static RuleSet Load(string yaml)
    {
        var result = RulesLoader.Load("rules.yaml", yaml, name => name == "POD_NAME" ? "web-0" : null);
        Assert.Empty(result.Errors);
        return result.Rules!;
    }

    private static string Measure(RuleSet rules, string line)
    {
        var rule = rules.Metrics[0];
        var record = new JsonRecord(line, rules.Fields).Record;
        Assert.Equal(MeasureOutcome.Measured, rule.Measure(record, new RuleScratch(), out var measurement));
        var labels = string.Join(", ", LabelKey.Decode(measurement.LabelKey, rule.Definition.LabelNames.Count));
        return string.Create(CultureInfo.InvariantCulture, $"{rule.Definition.Name} {measurement.Value} [{labels}]");
    }
}
