using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Aggregation;

public class SeriesLimitsTests
{
    [Fact]
    public void AllMetricsTogetherKeepToTheirLimitAndEachFoldsWhatExceedsIt()
    {
        MetricDefinition[] metrics = [Define("a_total"), Define("b_total"), Define("logpair_own_total")];
        var table = new SeriesTable(metrics, maxSeries: 5);
        var changes = new ChangeSet(metrics);
        var folded = new long[3];

        for (var metric = 0; metric < 3; metric++)
        {
            for (var label = 0; label < 4; label++) changes.Record(metric, LabelKey.Encode($"{label}"), 1, eventTicks: 0);
        }

        changes.CommitTo(table, (metric, measurements) => folded[metric] += measurements);

        Assert.Equal([4, 2, 4], table.Metrics.Select(series => series.Count));
        Assert.Equal([0, 3, 0], folded);
        Assert.Equal(4, Enumerable.Range(0, 2).Sum(slot => table[1].Numbers(slot)[0]));
    }

    [Fact]
    public void SeriesThatExpireMakeRoomForOthersAndInitialOnesStay()
    {
        var metric = Define("a_total") with
        {
            ExpireAfter = TimeSpan.FromMinutes(1),
            MaxSeries = 100_000,
            InitialSeries = [LabelKey.Encode("initial")],
        };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);

        for (var round = 0; round < 3; round++)
        {
            for (var label = 0; label < 50_000; label++)
                changes.Record(0, LabelKey.Encode($"{round}-{label}"), 1, eventTicks: 0);
            changes.CommitTo(table, (_, _) => Assert.Fail("nothing is folded"));
            Assert.Equal(round == 0 ? 50_001 : 50_002, table[0].Count);
            table[0].ClearChanged();

            table.Clock.AgeTicks += TimeSpan.TicksPerMinute;
            changes.Record(0, LabelKey.Encode("alive"), 1, eventTicks: 0);
            changes.CommitTo(table, (_, _) => { });
            Assert.True(table.Advance());
            table[0].ClearChanged();
        }

        Assert.Equal(
            ["alive", "initial"],
            Enumerable.Range(0, table[0].Slots).Where(table[0].IsUsed)
                .Select(slot => LabelKey.Decode(table[0].Key(slot), 1)[0]).Order());
        changes.Record(0, LabelKey.Encode("0-7"), 1, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        Assert.Equal(1, table[0].Numbers(table[0].Resolve(LabelKey.Encode("0-7")))[0]);
        Assert.Equal(50_002, table[0].Slots);
    }

    [Fact]
    public void AMeasurementOfAKnownSeriesAllocatesNothing()
    {
        MetricDefinition[] metrics =
        [
            .. SeriesMachine.Metrics.Where(metric => metric.Type != MetricType.TopK),
            Define("e_total") with { HasExemplars = true },
        ];
        var table = new SeriesTable(metrics);
        var changes = new ChangeSet(metrics);
        var key = LabelKey.Encode("x");
        Batch();
        Batch();

        // What measuring allocates it allocates each time; what the runtime does beside it, it does not.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Batch();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Batch()
        {
            for (var i = 0; i < 1000; i++)
            {
                for (var metric = 0; metric < metrics.Length; metric++)
                    changes.Record(metric, new Measurement { LabelKey = key, Value = 7, TraceId = "t"u8 }, 1000);
            }

            changes.CommitTo(table, static (_, _) => { });
        }
    }

    private static MetricDefinition Define(string name) =>
        new() { Name = name, Help = "h", Type = MetricType.Counter, LabelNames = ["l"] };
}
