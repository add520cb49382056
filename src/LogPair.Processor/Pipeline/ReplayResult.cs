using LogPair.Processor.Exposition;
using Prometheus;

namespace LogPair.Processor.Pipeline;

/// <summary>What a replay counted.</summary>
internal sealed class ReplayResult
{
    private readonly PrometheusExporter _exporter;

    public ReplayResult(PrometheusExporter exporter, long lines, long bytes, IReadOnlyList<ReplayProblem> problems)
    {
        _exporter = exporter;
        Lines = lines;
        Bytes = bytes;
        Problems = problems;
    }

    public long Lines { get; }

    public long Bytes { get; }

    /// <summary>Files that were not read, or not to their end. The others are counted.</summary>
    public IReadOnlyList<ReplayProblem> Problems { get; }

    /// <summary>Writes the metrics.</summary>
    public Task WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) => _exporter.WriteAsync(
        destination, openMetrics ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText, cancel);
}
