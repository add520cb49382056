using System.Text;
using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Pipeline.Counting;

/// <summary>Deciding rules by what records have in common against evaluating every rule for every record.</summary>
public sealed class RuleEvaluatorTests
{
    private const string Rules = """
        labels: { pod: { text: a } }
        metrics:
          - { name: all_total, type: counter }
          - { name: requests_total, type: counter, where: Method is not null, labels: { method: Method, status: Status } }
          - { name: errors_total, type: counter, where: Status >= 500 or @l = 'Error', labels: { level: "@l" } }
          - { name: bytes_total, type: counter, value: Bytes, labels: { method: Method } }
          - { name: users_total, type: counter, where: User is not null, labels: { user: User }, maxSeries: 20 }
          - { name: known_users_total, type: counter, labels: { user: { value: User, map: { 'u1*': some }, default: none } } }
          - { name: users, type: distinct, value: User, labels: { method: Method } }
          - { name: last_bytes, type: gauge, value: Bytes, labels: { method: Method } }
          - { name: most_bytes, type: gauge, action: max, value: Bytes, where: "Method like 'P%'" }
          - { name: seconds, type: histogram, where: Elapsed is not null, value: Elapsed / 1000, buckets: [0.1, 1], labels: { method: Method }, exemplars: true }
          - { name: top_users, type: topk, k: 3, labels: { user: User } }
        """;

    private static readonly Gen<string> Record = Gen.Select(
        Gen.OneOf("", "\"Method\":\"GET\",", "\"Method\":\"P\\u004fST\",", "\"Method\":\"POST\",", "\"Method\":null,", $"\"Method\":\"{new string('M', 80)}\","),
        Gen.OneOf("200", "404", "500", "503.0", "\"500\"", "null"),
        Gen.OneOf("", "\"Bytes\":5,", "\"Bytes\":-1,", "\"Bytes\":\"x\",", "\"Bytes\":1e400,", "\"Bytes\":17.25,"),
        Gen.OneOf("", "\"Elapsed\":12.5,", "\"Elapsed\":1500,", "\"Elapsed\":{},"),
        Gen.OneOf("", "\"@l\":\"Error\",", "\"@l\":\"warn\","),
        Gen.Int[0, 100_000],
        (method, status, bytes, elapsed, level, user) =>
            $"{{\"@t\":\"2026-01-01T00:00:{user % 60:00}Z\",{method}{bytes}{elapsed}{level}\"Status\":{status},\"@tr\":\"t{user}\",\"User\":\"u{user}\"}}");

    [Theory]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(3_000_000)]
    public void EveryRecordCountsAsIfEveryRuleWereEvaluated(int users)
    {
        var random = new Random(users);
        Record.Array[500].Sample(
            shapes =>
            {
                var records = Enumerable.Range(0, 30_000)
                    .Select(i => shapes[i % shapes.Length].Replace("\"u", $"\"u{random.Next(users)}", StringComparison.Ordinal))
                    .ToList();
                Compare(records, random);
            },
            iter: 3,
            threads: 1);
    }

    private static void Compare(List<string> lines, Random random)
    {
        var rules = RulesLoader.Load("rules", Rules);
        Assert.Empty(rules.Errors);
        var set = rules.Rules!;
        RecordClock.Require(set.Fields);
        var catalog = new MetricCatalog(set);
        var (changes, expected) = (new ChangeSet(catalog.Definitions), new ChangeSet(catalog.Definitions));
        var (table, expectedTable) = (SeriesText.Table(catalog), SeriesText.Table(catalog));
        var (clock, expectedClock) = (new RecordClock(set.Fields), new RecordClock(set.Fields));
        var evaluator = new RuleEvaluator(set.Metrics, catalog, changes, clock, TimeProvider.System);
        var parser = new ClefParser(set.Fields);
        var fields = new FieldBuffer(set.Fields);
        var scratch = new RuleScratch();
        var matched = new long[set.Metrics.Count];

        for (var done = 0; done < lines.Count;)
        {
            evaluator.Begin();
            for (var batch = random.Next(1, 2_000); batch > 0 && done < lines.Count; batch--, done++)
            {
                var line = Encoding.UTF8.GetBytes(lines[done]);
                Assert.Equal(ParseOutcome.Parsed, parser.Parse(line, fields));
                var record = new LogRecord(line, fields);
                var isMatched = evaluator.Measure(record);
                Assert.Equal(Reference(set, catalog, expected, expectedClock, record, scratch, matched), isMatched);
            }

            evaluator.Flush();
            changes.CommitTo(table, (_, _) => { });
            expected.CommitTo(expectedTable, (_, _) => { });
        }

        for (var metric = 0; metric < set.Metrics.Count; metric++)
        {
            Assert.Equal(SeriesText.Of(expectedTable[metric]), SeriesText.Of(table[metric]));
            var slot = table[catalog.RuleMatched].Resolve(catalog.MetricNames[metric]);
            Assert.Equal(matched[metric], table[catalog.RuleMatched].Numbers(slot)[0]);
        }

        Assert.Equal(SeriesText.Of(expectedTable[catalog.FailedMeasurements]), SeriesText.Of(table[catalog.FailedMeasurements]));
    }

    private static bool Reference(
        RuleSet set, MetricCatalog catalog, ChangeSet changes, RecordClock clock, scoped in LogRecord record,
        RuleScratch scratch, long[] matched)
    {
        var isMatched = false;
        for (var rule = 0; rule < set.Metrics.Count; rule++)
        {
            var outcome = set.Metrics[rule].Measure(record, scratch, out var measurement);
            if (outcome == MeasureOutcome.NoMatch) continue;

            isMatched = true;
            matched[rule]++;
            if (outcome == MeasureOutcome.Measured)
            {
                var moment = set.Metrics[rule].Definition.Moment;
                changes.Record(rule, measurement, moment == EventMoment.Order ? clock.OrderTicks(record) : 0);
            }
            else
            {
                changes.Record(catalog.FailedMeasurements, catalog.FailureReasons[(int)outcome][rule], 1, eventTicks: 0);
            }
        }

        return isMatched;
    }
}
