using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Aggregation;

public class ChangeSetTests
{
    private static readonly MetricDefinition Counter = Define(MetricType.Counter);
    private static readonly MetricDefinition Histogram = Define(MetricType.Histogram) with { Buckets = [1, 2.5, 10] };

    [Fact]
    public void SeveralLanesAddUpToTheSameAsOne()
    {
        var measurement = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[0, 15]);
        var batches = measurement.Array[0, 30].Array[1, 12];

        batches.Sample(all =>
        {
            MetricDefinition[] metrics = [Counter, Histogram];
            var table = new SeriesTable(metrics);
            var lanes = Enumerable.Range(0, 3).Select(_ => new ChangeSet(metrics)).ToArray();
            foreach (var batch in all)
            {
                foreach (var (lane, label, value) in batch)
                {
                    lanes[lane].Record(0, Key(label), value, eventTicks: 0);
                    lanes[lane].Record(1, Key(label), value, eventTicks: 0);
                }

                foreach (var lane in lanes) lane.CommitTo(table, (_, _) => { });
            }

            foreach (var series in all.SelectMany(batch => batch).GroupBy(m => m.Item2, m => (double)m.Item3))
            {
                var slot = Find(table[0], Key(series.Key));
                Assert.Equal(series.Sum(), table[0].Numbers(slot)[0]);
                Assert.Equal(
                    [
                        series.Sum(),
                        series.Count(v => v <= 1),
                        series.Count(v => v is > 1 and <= 2.5),
                        series.Count(v => v is > 2.5 and <= 10),
                        series.Count(v => v > 10),
                    ],
                    table[1].Numbers(Find(table[1], Key(series.Key))));
            }
        });
    }

    [Fact]
    public void BeyondTheLimitTotalsStayRightAndFoldedMeasurementsAreCounted()
    {
        var metric = Counter with { MaxSeries = 3 };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        long folded = 0;

        for (var round = 0; round < 2; round++)
        {
            for (var label = 0; label < 10_000; label++) changes.Record(0, Key(label), 1, eventTicks: 0);
            changes.CommitTo(table, (_, measurements) => folded += measurements);
        }

        Assert.Equal(4, table[0].Count);
        Assert.Equal(20_000 - 6, folded);
        Assert.Equal(20_000, Enumerable.Range(0, 4).Sum(slot => table[0].Numbers(slot)[0]));
        Assert.Equal(LabelKey.Encode("other"), table[0].Key(table[0].OverflowSlot).ToArray());
    }

    [Fact]
    public void AGaugeKeepsTheValueOfTheLatestEventWhateverTheOrderOfCommits()
    {
        var metric = Define(MetricType.Gauge);
        var table = new SeriesTable([metric]);
        var early = new ChangeSet([metric]);
        var late = new ChangeSet([metric]);

        late.Record(0, Key(1), 20, eventTicks: 200);
        late.Record(0, Key(1), 15, eventTicks: 150);
        early.Record(0, Key(1), 10, eventTicks: 100);
        late.CommitTo(table, (_, _) => { });
        early.CommitTo(table, (_, _) => { });

        Assert.Equal(20, table[0].Numbers(0)[0]);
    }

    [Fact]
    public void OnlyWhatChangedIsTakenAndWhatNobodySawIsGivenBack()
    {
        var table = new SeriesTable([Counter]);
        var changes = new ChangeSet([Counter]);
        var snapshot = new SeriesSnapshot(table);
        changes.Record(0, Key(1), 1, eventTicks: 0);
        changes.Record(0, Key(2), 2, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        snapshot.Take(table);

        changes.Record(0, Key(2), 3, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        snapshot.Take(table);

        Assert.Equal(1, snapshot.Metrics[0].Count);
        Assert.Equal(5, snapshot.Metrics[0].Numbers(0)[0]);
        snapshot.GiveBack(table);
        snapshot.Take(table);
        Assert.Equal(1, snapshot.Metrics[0].Count);
        Assert.Equal(Key(2), snapshot.Metrics[0].Key(0).ToArray());
    }

    private static MetricDefinition Define(MetricType type) =>
        new() { Name = "m", Help = "h", Type = type, LabelNames = ["l"] };

    private static byte[] Key(int label) => LabelKey.Encode($"v{label}");

    private static int Find(MetricSeries series, byte[] key) =>
        Enumerable.Range(0, series.Count).Single(slot => series.Key(slot).SequenceEqual(key));
}
