using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Backfilling;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using Prometheus;

namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>What a replay counted.</summary>
internal sealed class ReplayResult
{
    private readonly PrometheusExporter _exporter;

    public ReplayResult(
        PrometheusExporter exporter, LineCounts counts, IReadOnlyList<ReplayProblem> problems, SampledLines samples)
    {
        Samples = samples;
        _exporter = exporter;
        Counts = counts;
        Problems = problems;
    }

    public LineCounts Counts { get; }

    /// <summary>Files that were read, be it in part.</summary>
    public required int Files { get; init; }

    /// <summary>Some of the lines that no rule matched, or that are no records.</summary>
    public SampledLines Samples { get; }

    /// <summary>Files that were not read, or not to their end. The others are counted.</summary>
    public IReadOnlyList<ReplayProblem> Problems { get; }

    /// <summary>The metrics by the log's own time; null unless they were asked for, or if no event has a time.</summary>
    public Backfill? Backfill { get; init; }

    /// <summary>Writes the metrics.</summary>
    public Task WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) =>
        _exporter.WriteAsync(
            destination, openMetrics ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText, cancel);
}
