using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The committed series of every metric: the one state that scrapes and checkpoints show.</summary>
/// <remarks>Not synchronised: the owner holds a lock.</remarks>
internal sealed class SeriesTable
{
    private readonly MetricSeries[] _metrics;

    /// <param name="metrics">Their order gives each its index.</param>
    public SeriesTable(IEnumerable<MetricDefinition> metrics)
    {
        _metrics = [.. metrics.Select(definition => new MetricSeries(definition))];
    }

    public IReadOnlyList<MetricSeries> Metrics => _metrics;

    public MetricSeries this[int metric] => _metrics[metric];
}
