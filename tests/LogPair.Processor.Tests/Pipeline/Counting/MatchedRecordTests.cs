using System.Text;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Shapes;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Pipeline.Counting;

/// <summary>
/// Records of lines that were matched by their shape, in which nobody has looked at bare values yet, count as those that a
/// parser has read.
/// </summary>
public sealed class MatchedRecordTests
{
    private const int Logs = 12;
    private const int LinesALog = 3_000;

    private const string Rules = """
        metrics:
          - { name: all_total, type: counter }
          - { name: requests_total, type: counter, where: status is not null, labels: { method: request_method, status: status } }
          - { name: nulls_total, type: counter, where: a is null, labels: { type: TypeOf(msg) } }
          - { name: types_total, type: counter, labels: { a: TypeOf(a), status: TypeOf(status) } }
          - { name: errors_total, type: counter, where: status >= 500 or @l = 'Error', labels: { level: "@l", raw: level } }
          - { name: time_total, type: counter, value: request_time, labels: { status: status } }
          - { name: last_time, type: gauge, value: request_time, labels: { status: status } }
          - { name: true_total, type: counter, where: a = true or msg = 'null' or a = 7 }
          - { name: most_time, type: gauge, action: max, value: request_time, where: "msg like '1%'" }
          - { name: seconds, type: histogram, where: request_time is not null, value: request_time / 1000, buckets: [0.1, 1], labels: { a: a } }
          - { name: values, type: distinct, value: a, labels: { status: status } }
        """;

    private static readonly string[] Values =
    [
        "200", "404", "500", "007", "-1", "0", "true", "false", "null", "<nil>", "-", "x", "1.50", "1e3", "1.5.2", "long_value",
        "1234567", "12345678", "9999999999999999", "info", "ERROR", "Error", "30", new('7', 70), "1e400", "-0", "+5", "..", "1.",
        ".5", "t", "nullx", "n",
    ];

    public static TheoryData<string, string> Formats => new()
    {
        { "logfmt", "status=# a=# request_time=# msg=\"#\" request_method=# level=#" },
        { "logfmt", "@t=2026-01-01T00:00:00Z level=# msg=# request_time=# a=# status=#" },
        { "{ nginx: '$status $a $request_time [$msg] \"$request\" $level' }", "# # # [#] \"GET /#?# HTTP/1.1\" #" },
        { "{ nginx: '$level $request_time [$msg] \"$request\" $a $status' }", "# # [#] \"# /# HTTP/1.1\" # #" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheyCountAsThoseThatWereParsed(string format, string template)
    {
        for (var log = 0; log < Logs; log++)
        {
            // Few values, so that records have them in common and decisions are used again.
            var random = new Random(log);
            Compare(format, template, random.GetItems(Values, 5), random);
        }
    }

    private static void Compare(string format, string template, string[] values, Random random)
    {
        var rules = RulesLoader.Load("rules", $"inputs: [{{ path: x, format: {format} }}]\n{Rules}").Rules!;
        RecordClock.Require(rules.Fields);
        var (matched, parsed) = (new Evaluation(rules), new Evaluation(rules));
        var parser = (IShapedParser)rules.Inputs[0].Reading.Format.CreateParser(rules.Fields);
        var shapes = parser.CreateShapes()!;
        var (fields, scratch) = (new FieldBuffer(rules.Fields), new FieldBuffer(rules.Fields));
        var hits = 0;
        for (var done = 0; done < LinesALog; done++)
        {
            var text = Encoding.UTF8.GetBytes(Line(template, values, random) + "\n" + (done % 2 == 0 ? "" : new string('x', 99)));
            var line = text.AsSpan(0, text.IndexOf((byte)'\n'));
            Assert.Equal(ParseOutcome.Parsed, parser.Parse(line, fields));
            parsed.Measure(new LogRecord(line, fields));

            var length = shapes.Match(text, fields, out _);
            if (length >= 0) hits++;
            else
            {
                shapes.Learn(line, scratch, hasCarriageReturn: false);
                parser.Parse(line, fields);
            }

            matched.Measure(new LogRecord(line, fields));
        }

        Assert.InRange(hits, LinesALog / 2, LinesALog);
        Assert.Equal(parsed.Series(), matched.Series());
    }

    private static string Line(string template, string[] values, Random random)
    {
        var line = new StringBuilder();
        foreach (var part in template) line.Append(part == '#' ? values[random.Next(values.Length)] : $"{part}");
        return line.ToString();
    }

    /// <summary>Rules, and what they have counted.</summary>
    private sealed class Evaluation
    {
        private readonly RuleSet _rules;
        private readonly MetricCatalog _catalog;
        private readonly ChangeSet _changes;
        private readonly SeriesTable _table;
        private readonly RuleEvaluator _evaluator;

        public Evaluation(RuleSet rules)
        {
            _rules = rules;
            _catalog = new MetricCatalog(rules);
            _changes = new ChangeSet(_catalog.Definitions);
            _table = SeriesText.Table(_catalog);
            _evaluator = new RuleEvaluator(rules.Metrics, _catalog, _changes, new RecordClock(rules.Fields), TimeProvider.System);
            _evaluator.Begin();
        }

        public void Measure(scoped in LogRecord record) => _evaluator.Measure(record);

        public string Series()
        {
            _evaluator.Flush();
            _changes.CommitTo(_table, (_, _) => { });
            return string.Join("\n\n", Enumerable.Range(0, _rules.Metrics.Count).Append(_catalog.FailedMeasurements)
                .Select(metric => SeriesText.Of(_table[metric])));
        }
    }
}
