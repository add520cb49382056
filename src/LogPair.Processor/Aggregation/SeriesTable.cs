using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The committed series of every metric: the one state that scrapes and checkpoints show.</summary>
/// <remarks>Not synchronised: the owner holds a lock.</remarks>
internal sealed class SeriesTable
{
    private readonly MetricSeries[] _metrics;

    /// <param name="metrics">Their order gives each its index.</param>
    /// <param name="maxSeries">Most series of all metrics together, LogPair's own left out.</param>
    public SeriesTable(IEnumerable<MetricDefinition> metrics, int maxSeries = int.MaxValue)
    {
        var limited = new SeriesBudget(maxSeries);
        var unlimited = new SeriesBudget(int.MaxValue);
        _metrics =
        [
            .. metrics.Select(metric => new MetricSeries(metric, Clock, metric.IsOwn ? unlimited : limited)),
        ];
        NeedsClock = _metrics.Any(series => series.Definition.NeedsClock);
    }

    public IReadOnlyList<MetricSeries> Metrics => _metrics;

    public SeriesClock Clock { get; } = new();

    /// <summary>Whether <see cref="Clock"/> makes a difference to any metric.</summary>
    public bool NeedsClock { get; }

    public MetricSeries this[int metric] => _metrics[metric];

    /// <summary>Removes series that are not used any more, and finds out what time alone has changed.</summary>
    /// <returns>Whether there is something new to be saved or shown.</returns>
    public bool Advance()
    {
        var isNew = false;
        foreach (var series in _metrics) isNew |= series.Expire() | series.Values.HasMoved();
        return isNew;
    }
}
