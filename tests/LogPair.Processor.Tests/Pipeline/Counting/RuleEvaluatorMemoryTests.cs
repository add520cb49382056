using System.Text;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Pipeline.Counting;

/// <summary>What the rules' memory of records takes.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class RuleEvaluatorMemoryTests
{
    [Fact]
    public void LabelsThatAreNeverMeasuredTakeNone()
    {
        const string rule = "{ name: seconds, type: histogram, value: Elapsed, buckets: [1, 2], labels: { user: User }, exemplars: true }";
        var set = RulesLoader.Load("rules", $"metrics: [{rule}]").Rules!;
        RecordClock.Require(set.Fields);
        var catalog = new MetricCatalog(set);
        var changes = new ChangeSet(catalog.Definitions);
        var table = new SeriesTable(catalog.Definitions, catalog.MaxSeries);
        var evaluator = new RuleEvaluator(set.Metrics, catalog, changes, new RecordClock(set.Fields), time: null);
        var parser = new ClefParser(set.Fields);
        var fields = new FieldBuffer(set.Fields);
        var before = 0L;
        for (var record = 0; record < 400_000;)
        {
            evaluator.Begin();
            for (var batch = 0; batch < 2_000; batch++, record++)
            {
                // As many different ones as there may be before the rules are evaluated one by one.
                var line = Encoding.UTF8.GetBytes($"{{\"User\":\"user-{(record % 4 == 0 ? record : 0)}\"}}");
                parser.Parse(line, fields);
                evaluator.Measure(new LogRecord(line, fields));
            }

            evaluator.Flush();
            changes.CommitTo(table, (_, _) => { });
            if (record == 40_000) before = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
        GC.KeepAlive(changes);
    }
}
