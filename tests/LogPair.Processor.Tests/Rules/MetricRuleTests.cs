using System.Globalization;
using System.Text;
using LogPair.Processor.Rules;
using LogPair.Processor.Tests.Parsing.Patterns;

namespace LogPair.Processor.Tests.Rules;

public sealed class MetricRuleTests
{
    private const string Shop = """
        metrics:
          - name: http_requests_total
            type: counter
            where: RequestPath is not null and not StartsWith(RequestPath, '/health')
            labels: { method: RequestMethod, status: StatusCode, level: "@l" }
          - name: http_request_duration_seconds
            type: histogram
            where: Elapsed is not null
            value: Elapsed / 1000
            labels: { route: Route(RequestPath), class: "if StatusCode >= 500 then 'error' else 'fine'" }
          - name: orders_total
            type: counter
            value: Coalesce(Order.Items, 1)
            where: "@mt like 'Order % placed' or Kind in ['order', 'reorder'] ci"
            labels: { region: "Concat(Order.Region, '/', ToString(Order.Zone))" }
          - name: log_exceptions_total
            type: counter
            where: "@x is not null"
            labels: { type: ExceptionType(@x) }
        """;

    private const string Line = """
        {"@t":"2026-11-22T10:00:00Z","@mt":"Order {Id} placed","@x":"A.B\u0043Error: no","RequestPath":"/orders/8731?x","RequestMethod":"G\u0045T","StatusCode":200,"Elapsed":12.5,"Order":{"Items":3,"Region":"eu","Zone":7}}
        """;

    [Fact]
    public void ARealisticRuleSetMeasuresWhatItSays() => Assert.Equal(
        [
            "http_requests_total 1 [GET, 200, Information]",
            "http_request_duration_seconds 0.0125 [/orders/{n}, fine]",
            "orders_total 3 [eu/7]",
            "log_exceptions_total 1 [A.BCError]",
        ],
        MeasureAll(Shop, Line));

    [Theory]
    [InlineData("""{"A":200.50}""", "200.50")]
    [InlineData("""{"A":1e3}""", "1e3")]
    [InlineData("""{"A":true}""", "true")]
    [InlineData("""{"A":false}""", "false")]
    [InlineData("""{"A":null}""", "")]
    [InlineData("{}", "")]
    [InlineData("""{"A":{"B":[1]}}""", """{"B":[1]}""")]
    [InlineData("""{"A":"a\"b\nc"}""", "a\"b\nc")]
    public void ALabelIsTheTextOfItsValue(string line, string label) =>
        Assert.Equal([$"c_total 1 [{label}]"], MeasureAll(Counter("A"), line));

    [Fact]
    public void ALabelThatIsComputedHasTheShortestDigits() =>
        Assert.Equal(["c_total 1 [2.05]"], MeasureAll(Counter("A / 100"), """{"A":205}"""));

    [Fact]
    public void ALongLabelIsCutAtTheStartOfACharacter()
    {
        var measured = MeasureAll(Counter("A"), $$"""{"A":"x{{new string('é', 600)}}"}""");

        Assert.Equal([$"c_total 1 [x{new string('é', 511)}]"], measured);
    }

    [Fact]
    public void AnInvalidLabelIsRepaired()
    {
        byte[] line = [.. "{\"A\":\"a"u8, 0xFF, .. "b\"}"u8];

        Assert.Equal(["c_total 1 [a\uFFFDb]"], MeasureAll(Counter("A"), line));
    }

    [Theory]
    [InlineData("counter", "-1", "OutOfRange")]
    [InlineData("counter", "0", "Measured")]
    [InlineData("gauge", "-1", "Measured")]
    [InlineData("gauge", "\"5\"", "NotANumber")]
    [InlineData("gauge", "null", "NoValue")]
    [InlineData("gauge", "1e999", "OutOfRange")]
    [InlineData("histogram", "true", "NotANumber")]
    public void AValueMustFitItsMetric(string type, string value, string outcome)
    {
        var rules = Load($"metrics: [{{ name: m, type: {type}, value: A }}]");

        Assert.Equal(outcome, Outcome(rules, $$"""{"A":{{value}}}"""));
    }

    [Theory]
    [InlineData("true", "Measured")]
    [InlineData("false", "NoMatch")]
    [InlineData("null", "NoMatch")]
    [InlineData("1", "NoMatch")]
    [InlineData("\"true\"", "NoMatch")]
    public void OnlyTrueMatches(string value, string outcome)
    {
        var rules = Load("metrics: [{ name: m_total, type: counter, where: A }]");

        Assert.Equal(outcome, Outcome(rules, $$"""{"A":{{value}}}"""));
    }

    [Theory]
    [InlineData("value: '1', where: \"IsMatch(A, '{0}')\"", "TooCostly")]
    [InlineData("value: '1', where: \"not IsMatch(A, '{0}')\"", "TooCostly")]
    [InlineData("value: '1', where: \"B is null or IsMatch(A, '{0}')\"", "Measured")]
    [InlineData("value: \"IndexOfMatch(A, '{0}')\"", "TooCostly")]
    [InlineData("value: \"Match(A, '{0}')\"", "TooCostly")]
    [InlineData("value: B", "NoValue")]
    [InlineData("value: '1', labels: { a: \"Match(A, '{0}')\" }", "Measured")]
    public void APatternThatIsGivenUpIsNoMatchThatGoesUnnoticed(string key, string outcome)
    {
        var rules = Load($"metrics: [{{ name: m, type: gauge, {key.Replace("{0}", TooCostly.Pattern, StringComparison.Ordinal)} }}]");

        Assert.Equal(outcome, Outcome(rules, $$"""{"A":"{{TooCostly.Text}}"}"""));
    }

    [Fact]
    public void MeasuringAllocatesNothing()
    {
        var rules = Load(Shop);
        var record = new JsonRecord(Line, rules.Fields);
        var scratch = new RuleScratch();
        MeasureOften(rules, record, scratch, times: 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        MeasureOften(rules, record, scratch, times: 25_000);

        // Not zero: the runtime itself may allocate once while it compiles the loop anew.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 24_999);
    }

    [Fact]
    public void TheBuiltInRulesCountLevelsAndExceptions() => Assert.Equal(
        ["log_events_total 1 [Error]", "log_exceptions_total 1 [System.IO.IOException]"],
        MeasureAll(RuleSet.BuiltIn, Encoding.UTF8.GetBytes("""{"@l":"Error","@x":"System.IO.IOException: full"}""")));

    private static void MeasureOften(RuleSet rules, JsonRecord parsed, RuleScratch scratch, int times)
    {
        for (var i = 0; i < times; i++)
        {
            parsed.Rewind();
            var record = parsed.Record;
            for (var rule = 0; rule < rules.Metrics.Count; rule++)
            {
                if (rules.Metrics[rule].Measure(record, scratch, out _) != MeasureOutcome.Measured) throw new InvalidOperationException();
            }
        }
    }

    private static string Counter(string label) =>
        $"metrics: [{{ name: c_total, type: counter, labels: {{ l: {label} }} }}]";

    private static string Outcome(RuleSet rules, string line) =>
        rules.Metrics[0].Measure(new JsonRecord(line, rules.Fields).Record, new RuleScratch(), out _).ToString();

    private static List<string> MeasureAll(string yaml, string line) => MeasureAll(yaml, Encoding.UTF8.GetBytes(line));

    private static List<string> MeasureAll(string yaml, byte[] line) => MeasureAll(Load(yaml), line);

    private static List<string> MeasureAll(RuleSet rules, byte[] line)
    {
        var record = new JsonRecord(line, rules.Fields).Record;
        var scratch = new RuleScratch();
        var measured = new List<string>();
        foreach (var rule in rules.Metrics)
        {
            if (rule.Measure(record, scratch, out var measurement) != MeasureOutcome.Measured) continue;
            var labels = string.Join(", ", LabelKey.Decode(measurement.LabelKey, rule.Definition.LabelNames.Count));
            measured.Add(string.Create(CultureInfo.InvariantCulture, $"{rule.Definition.Name} {measurement.Value} [{labels}]"));
        }

        return measured;
    }

    private static RuleSet Load(string yaml)
    {
        var result = RulesLoader.Load("rules.yaml", yaml);
        Assert.Empty(result.Errors);
        return result.Rules!;
    }
}
