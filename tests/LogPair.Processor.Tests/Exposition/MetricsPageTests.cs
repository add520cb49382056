using System.Text;
using System.Text.RegularExpressions;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using LogPair.Testing;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public partial class MetricsPageTests
{
    [Fact]
    public async Task ThePageOfMetricsTellsWhatTheProgramShows()
    {
        var catalog = new MetricCatalog(RuleSet.BuiltIn);
        var own = catalog.Definitions.Skip(RuleSet.BuiltIn.Metrics.Count).ToList();
        var counted = own.Select(metric => new Row(
            metric.Name, "counter", string.Join(", ", metric.LabelNames.Select(label => $"`{label}`")), metric.Help));

        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "metrics.md"));
        var rows = RowPattern().Matches(page)
            .Select(match => new Row(
                match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Trim(), match.Groups[4].Value));

        Assert.Equal([.. counted, .. await ShownAsync()], rows.ToHashSet());
    }

    private static async Task<List<Row>> ShownAsync()
    {
        var exporter = new PrometheusExporter([]);
        new HealthMetrics(exporter.Factory).Show(new ProcessorHealth
        {
            StartTime = default,
            IsReady = true,
            Streams = [new("app", 1, TimeSpan.Zero, TimeSpan.Zero)],
            HeldBytes = 1,
            Series = [new("http_requests_total", 1, 1000)],
            Created = DateTimeOffset.UnixEpoch,
            Segments = 1,
            UnreadableFiles = 1,
            IsWatching = true,
            LastEvents = [new("app", default)],
            LastCheckpoint = DateTimeOffset.UnixEpoch,
            Port = new PortHealth(IsLastReloadSuccess: true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        });
        using var output = new MemoryStream();
        await exporter.WriteAsync(output, ExpositionFormat.PrometheusText, CancellationToken.None);
        var text = Encoding.UTF8.GetString(output.ToArray());
        return
        [
            .. HelpPattern().Matches(text).Select(match => new Row(
                match.Groups[1].Value, match.Groups[3].Value, Labels(match.Groups[4].Value), match.Groups[2].Value)),
        ];
    }

    private static string Labels(string sample)
    {
        var label = LabelPattern().Match(sample);
        return label.Success ? $"`{label.Groups[1].Value}`" : "";
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (\w+) \| (.*?) ?\| (.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^# HELP (\w+) (.*)\n# TYPE \w+ (\w+)\n(.*)$", RegexOptions.Multiline)]
    private static partial Regex HelpPattern();

    [GeneratedRegex(@"\{(\w+)=")]
    private static partial Regex LabelPattern();

    private sealed record Row(string Name, string Type, string Labels, string Help);
}
