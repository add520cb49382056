using System.Buffers;
using System.Text;
using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public sealed class TimestampedTextTests
{
    private static readonly Gen<string> AnyText = Gen.Char["aZ9 \\\"\n{},=#é€"].Array[0, 8].Select(characters => new string(characters));

    private static readonly Gen<double> AnyNumber = Gen.OneOf(
        Gen.Int[0, 1_000_000].Select(number => (double)number), Gen.Double[0, 1e9], Gen.Const(1e21), Gen.Const(1e-7), Gen.Const(0.1 + 0.2));

    [Fact]
    public void WithoutTimesItIsWhatPrometheusNetWrites() =>
        Gen.Select(Gen.Enum<MetricType>(), Gen.OneOf(Gen.Const("a"), Gen.Const("a_total")), AnyText.Array[0, 2], AnyNumber.Array[3], Gen.Int[0, 1000].Array[3]).Sample(
            (type, name, labels, numbers, counts) =>
            {
                if (!TimestampedText.Supports(type)) return;

                var definition = new MetricDefinition
                {
                    Name = name,
                    Help = "Of what it is.",
                    Type = type,
                    LabelNames = [.. labels.Select((_, i) => $"l{i}")],
                    Buckets = type == MetricType.Histogram ? [.. numbers[..2].Distinct().Order()] : [],
                };
                double[] values = type == MetricType.Histogram
                    ? [numbers[2], .. counts[..(definition.Buckets.Count + 1)].Select(count => (double)count)]
                    : [numbers[2]];

                var lines = Written(definition, labels, (1_795_353_600L, values));

                Assert.All(lines.Where(line => line[0] != '#'), line => Assert.EndsWith(" 1795353600", line, StringComparison.Ordinal));
                Assert.Equal(
                    Lines(PrometheusNet(definition, labels, values)).Order(StringComparer.Ordinal),
                    lines.Select(line => line[0] == '#' ? line : line[..line.LastIndexOf(' ')]).Order(StringComparer.Ordinal));
            },
            iter: 2_000);

    [Fact]
    public void AFamilyWithAUnitInItsNameSaysSo()
    {
        var definition = new MetricDefinition { Name = "cpu_seconds_total", Help = "He said \"no\".", Type = MetricType.Counter };

        Assert.Equal(
            [
                "# HELP cpu_seconds He said \\\"no\\\".", "# TYPE cpu_seconds counter", "# UNIT cpu_seconds seconds",
                "cpu_seconds_total 0.5 60", "cpu_seconds_total +Inf 120", "# EOF",
            ],
            Written(definition, [], (60, [0.5]), (120, [double.PositiveInfinity])));
    }

    private static string[] Written(MetricDefinition definition, string[] labels, params (long Second, double[] Values)[] points)
    {
        using var stream = new MemoryStream();
        var text = new TimestampedText(stream);
        text.WriteFamily(definition);
        text.WriteSeries(definition, labels, points);
        text.Complete();
        return Lines(stream);
    }

    private static MemoryStream PrometheusNet(MetricDefinition definition, string[] labels, double[] values)
    {
        var table = new SeriesTable([definition]);
        var saved = new ArrayBufferWriter<byte>();
        if (definition.Type == MetricType.Gauge) SavedNumbers.Write(saved, 0L);
        foreach (var value in values) SavedNumbers.Write(saved, value);
        table[0].Restore(LabelKey.Encode(labels), isOverflow: false, touchedAt: 0, saved.WrittenSpan);
        var snapshot = new SeriesSnapshot(table);
        snapshot.Take(table);
        var exporter = new PrometheusExporter([definition]);
        exporter.Apply(snapshot);
        var stream = new MemoryStream();
        exporter.WriteAsync(stream, ExpositionFormat.OpenMetricsText, CancellationToken.None).GetAwaiter().GetResult();
        return stream;
    }

    private static string[] Lines(MemoryStream stream) =>
        Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
