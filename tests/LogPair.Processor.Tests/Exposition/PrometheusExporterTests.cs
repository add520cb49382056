using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public class PrometheusExporterTests
{
    [Fact]
    public async Task HistogramsShowEveryBucketAndTheSumExactly()
    {
        var bounds = Gen.OneOf(
            Gen.Const<double[]>([0.005, 0.1, 1, 2.5]), Gen.Const<double[]>([0, 10]), Gen.Const<double[]>([5]));
        var rounds = Gen.Double[-3, 50].Array[1, 40].Array[1, 6];

        await Gen.Select(bounds, rounds).SampleAsync(async (buckets, batches) =>
        {
            var metric = new MetricDefinition
            {
                Name = "h",
                Help = "h",
                Type = MetricType.Histogram,
                Buckets = buckets,
                LabelNames = ["l"],
            };
            var table = new SeriesTable([metric]);
            var changes = new ChangeSet([metric]);
            var exporter = new PrometheusExporter([metric]);
            var snapshot = new SeriesSnapshot(table);
            foreach (var batch in batches)
            {
                foreach (var value in batch) changes.Record(0, LabelKey.Encode("x"), value, eventTicks: 0);
                changes.CommitTo(table, (_, _) => { });
                snapshot.Take(table);
                exporter.Apply(snapshot);
            }

            var text = await ExportAsync(exporter);
            var all = batches.SelectMany(batch => batch).ToList();
            Assert.Equal(table[0].Numbers(0)[0], Sample(text, "h_sum{l=\"x\"}"));
            Assert.Equal(all.Count, Sample(text, "h_count{l=\"x\"}"));
            Assert.Equal(all.Count, Sample(text, "h_bucket{l=\"x\",le=\"+Inf\"}"));
            foreach (var bound in buckets)
            {
                var le = bound.ToString("R", CultureInfo.InvariantCulture);
                Assert.Equal(all.Count(value => value <= bound), Sample(text, $"h_bucket{{l=\"x\",le=\"{le}\"}}"));
            }
        });
    }

    [Fact]
    public async Task BucketsBelowZeroAreExactToo()
    {
        var metric = new MetricDefinition { Name = "h", Help = "h", Type = MetricType.Histogram, Buckets = [-10, -1, 5] };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        foreach (var value in new[] { -20.5, -3, 2, 100.25 }) changes.Record(0, [], value, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        var snapshot = new SeriesSnapshot(table);
        snapshot.Take(table);
        var exporter = new PrometheusExporter([metric]);

        exporter.Apply(snapshot);

        var text = await ExportAsync(exporter);
        Assert.Equal(78.75, Sample(text, "h_sum"), tolerance: 1e-9);
        Assert.Equal(1, Sample(text, "h_bucket{le=\"-10\"}"));
        Assert.Equal(2, Sample(text, "h_bucket{le=\"-1\"}"));
        Assert.Equal(3, Sample(text, "h_bucket{le=\"5\"}"));
    }

    [Theory]
    [InlineData(0.5, double.MaxValue, double.PositiveInfinity)]
    [InlineData(-0.5, double.MaxValue, double.PositiveInfinity)]
    [InlineData(0.5, double.MinValue, double.NegativeInfinity)]
    [InlineData(-0.5, double.MinValue, double.NegativeInfinity)]
    public async Task ASumThatOverflowsLeavesTheBucketsExact(double bound, double value, double sum)
    {
        var metric = new MetricDefinition { Name = "h", Help = "h", Type = MetricType.Histogram, Buckets = [bound] };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        var snapshot = new SeriesSnapshot(table);
        var exporter = new PrometheusExporter([metric]);

        Apply(value, value, 0);
        Assert.Equal(sum, Sample(await ExportAsync(exporter), "h_sum"));
        Apply(-value, -value, 0);
        Apply(1);

        var text = await ExportAsync(exporter);
        Assert.Equal(7, Sample(text, "h_count"));
        Assert.Equal(table[0].Numbers(0)[1], Sample(text, $"h_bucket{{le=\"{bound.ToString(CultureInfo.InvariantCulture)}\"}}"));
        Assert.Equal(table[0].Numbers(0)[0], Sample(text, "h_sum"));

        void Apply(params double[] values)
        {
            foreach (var each in values) changes.Record(0, [], each, eventTicks: 0);
            changes.CommitTo(table, (_, _) => { });
            snapshot.Take(table);
            exporter.Apply(snapshot);
        }
    }

    [Fact]
    public async Task ASumThatIsNoNumberLeavesTheBucketsExact()
    {
        var metric = new MetricDefinition { Name = "h", Help = "h", Type = MetricType.Histogram, Buckets = [1] };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        var other = new ChangeSet([metric]);
        var snapshot = new SeriesSnapshot(table);
        var exporter = new PrometheusExporter([metric]);

        for (var i = 0; i < 2; i++) changes.Record(0, [], double.MaxValue, eventTicks: 0);
        for (var i = 0; i < 2; i++) other.Record(0, [], double.MinValue, eventTicks: 0);
        foreach (var lane in new[] { changes, other, changes })
        {
            lane.CommitTo(table, (_, _) => { });
            table[0].MarkChanged(0);
            snapshot.Take(table);
            exporter.Apply(snapshot);
        }

        var text = await ExportAsync(exporter);
        Assert.Equal(double.NaN, Sample(text, "h_sum"));
        Assert.Equal(4, Sample(text, "h_count"));
        Assert.Equal(2, Sample(text, "h_bucket{le=\"1\"}"));
    }

    [Fact]
    public async Task LabelValuesCannotBreakTheText()
    {
        var metric = new MetricDefinition { Name = "c", Help = "h", Type = MetricType.Counter, LabelNames = ["l"] };
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        changes.Record(0, LabelKey.Encode("a\"} 1\nevil{x=\"\\"), 7, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        var snapshot = new SeriesSnapshot(table);
        snapshot.Take(table);
        var exporter = new PrometheusExporter([metric]);

        exporter.Apply(snapshot);

        var samples = (await ExportAsync(exporter)).Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        Assert.Equal("""c{l="a\"} 1\nevil{x=\"\\"} 7""", Assert.Single(samples));
    }

    private static async Task<string> ExportAsync(PrometheusExporter exporter)
    {
        using var text = new MemoryStream();
        await exporter.WriteAsync(text, ExpositionFormat.PrometheusText, CancellationToken.None);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static double Sample(string text, string series)
    {
        var line = text.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line[(series.Length + 1)..] switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
    }
}
