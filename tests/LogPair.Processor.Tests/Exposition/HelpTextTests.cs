using System.Text;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;
using LogPair.Processor.Tests.Pipeline;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>Whatever a rules file gives as help, what is shown stays help.</summary>
public sealed class HelpTextTests
{
    private const string Rules = """
        metrics:
          - { name: c_total, type: counter, help: &help "C:\\new\nevil_total 5\r\n\u0085# EOF\u2028\n" }
          - { name: g, type: gauge, value: V, help: *help }
          - { name: h, type: histogram, value: V, help: *help }
          - { name: s, type: summary, value: V, help: *help }
          - name: block
            type: gauge
            value: V
            help: |
              In two
              lines.
        """;

    [Theory]
    [InlineData(ExpositionFormat.PrometheusText)]
    [InlineData(ExpositionFormat.OpenMetricsText)]
    public async Task HelpOfSeveralLinesIsShownOnOne(ExpositionFormat format)
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["a.log"], "{\"V\":1}\n", TestContext.Current.CancellationToken);
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();
        using var text = new MemoryStream();
        await processor.Checkpointer.WriteMetricsAsync(text, format, () => { }, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(text.ToArray()).Split('\n');

        Assert.DoesNotContain(lines, line => line.StartsWith("evil", StringComparison.Ordinal));
        Assert.Equal(4, lines.Count(line => line.EndsWith(@" C:\\new evil_total 5 # EOF", StringComparison.Ordinal)));
        Assert.Contains("# HELP block In two lines.", lines);
    }

    // Not everything that is shown comes from a rules file.
    [Theory]
    [InlineData(nameof(MetricType.Counter))]
    [InlineData(nameof(MetricType.Gauge))]
    [InlineData(nameof(MetricType.Histogram))]
    [InlineData(nameof(MetricType.Summary))]
    public async Task NoHelpBecomesASample(string type)
    {
        var metric = new MetricDefinition { Name = "m_total", Type = Enum.Parse<MetricType>(type), Help = "a\nevil 1\n\\", Buckets = [1], MaxSeries = 1 };
        var exporter = new PrometheusExporter([metric]);
        var table = new SeriesTable([metric]);
        var changes = new ChangeSet([metric]);
        changes.Record(0, [], 1, eventTicks: 0);
        changes.CommitTo(table, (_, _) => { });
        var snapshot = new SeriesSnapshot(table);
        snapshot.Take(table);
        exporter.Apply(snapshot);
        using var text = new MemoryStream();

        await exporter.WriteAsync(text, ExpositionFormat.PrometheusText, TestContext.Current.CancellationToken);

        Assert.Contains(@"# HELP m_total a\nevil 1\n\\", Encoding.UTF8.GetString(text.ToArray()).Split('\n'));
    }
}
