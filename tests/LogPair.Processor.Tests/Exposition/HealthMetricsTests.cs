using System.Text;
using LogPair.Processor.Exposition;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

public class HealthMetricsTests
{
    [Fact]
    public async Task StreamsThatAreGoneAreShownNoMore()
    {
        var exporter = new PrometheusExporter([]);
        var metrics = new HealthMetrics(exporter.Factory);

        metrics.Show(HealthOf("old", "kept"));
        metrics.Show(HealthOf("kept", "new"));

        var text = await ExportAsync(exporter);
        Assert.DoesNotContain("stream=\"old\"", text, StringComparison.Ordinal);
        Assert.Contains("stream=\"kept\"", text, StringComparison.Ordinal);
        Assert.Contains("stream=\"new\"", text, StringComparison.Ordinal);
    }

    private static ProcessorHealth HealthOf(params string[] streams) => new()
    {
        StartTime = DateTimeOffset.UnixEpoch,
        IsReady = true,
        Streams = [],
        HeldBytes = 0,
        Created = DateTimeOffset.UnixEpoch,
        Segments = streams.Length,
        UnreadableFiles = 0,
        IsWatching = true,
        LastEvents = [.. streams.Select(stream => KeyValuePair.Create(stream, DateTimeOffset.UnixEpoch))],
        LastCheckpoint = null,
    };

    private static async Task<string> ExportAsync(PrometheusExporter exporter)
    {
        using var text = new MemoryStream();
        await exporter.WriteAsync(text, ExpositionFormat.PrometheusText, CancellationToken.None);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
