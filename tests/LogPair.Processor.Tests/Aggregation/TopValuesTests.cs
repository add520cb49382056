using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Aggregation;

public class TopValuesTests
{
    [Fact]
    public void NoSumIsTooSmallNorTooGreatByMoreThanItsShareAndNothingHeavyIsMissing()
    {
        const int counters = 20;
        var metric = new MetricDefinition
        {
            Name = "top",
            Help = "h",
            Type = MetricType.TopK,
            LabelNames = ["l"],
            K = 3,
            MaxSeries = counters,
        };
        var item = Gen.Select(Gen.Frequency((2, Gen.Int[0, 4]), (5, Gen.Int[5, 300])), Gen.Int[1, 9]);

        item.Array[1, 60].Array[1, 15].Sample(batches =>
        {
            var table = new SeriesTable([metric]);
            var changes = new ChangeSet([metric]);
            foreach (var batch in batches)
            {
                foreach (var (label, weight) in batch) changes.Record(0, LabelKey.Encode($"{label}"), weight, 0);
                changes.CommitTo(table, (_, _) => { });
            }

            var exact = batches.SelectMany(batch => batch).GroupBy(each => each.Item1)
                .ToDictionary(each => $"{each.Key}", each => each.Sum(one => one.Item2));
            var share = (double)exact.Values.Sum() / counters;
            var shown = Enumerable.Range(0, table[0].Slots)
                .ToDictionary(slot => LabelKey.Decode(table[0].Key(slot), 1)[0], slot => table[0].Numbers(slot)[0]);
            Assert.InRange(shown.Count, 1, counters);
            Assert.All(shown, one => Assert.InRange(one.Value, exact[one.Key], exact[one.Key] + share));
            Assert.All(exact.Where(one => one.Value > share), one => Assert.Contains(one.Key, shown.Keys));
        });
    }
}
