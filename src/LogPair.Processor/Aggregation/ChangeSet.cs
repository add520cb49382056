using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>
/// What one batch of lines changes, kept apart from the committed values until the batch is committed.
/// </summary>
/// <remarks>
/// One lane owns it and uses it for batch after batch: it remembers which committed series each label key stands for,
/// so that in the steady state a measurement is one look-up in memory that no other thread writes.
/// </remarks>
internal sealed class ChangeSet
{
    private readonly MetricChanges[] _metrics;

    /// <param name="metrics">In the order of the <see cref="SeriesTable"/> that changes are committed to.</param>
    public ChangeSet(IEnumerable<MetricDefinition> metrics)
    {
        _metrics = [.. metrics.Select(definition => new MetricChanges(definition))];
    }

    /// <summary>Records one measurement.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <param name="measurement">What the metric's type makes of it: added, set, observed.</param>
    /// <param name="eventTicks">When the event happened, UTC; 0 if unknown or if the metric does not need it.</param>
    public void Record(int metric, scoped in Measurement measurement, long eventTicks) =>
        _metrics[metric].Record(measurement, eventTicks);

    /// <param name="metric">Index of the metric.</param>
    /// <param name="key">Label values; see <see cref="LabelKey"/>.</param>
    /// <param name="value">What is measured.</param>
    /// <param name="eventTicks">When the event happened, UTC; 0 if unknown.</param>
    /// <inheritdoc cref="Record(int, in Measurement, long)"/>
    public void Record(int metric, ReadOnlySpan<byte> key, double value, long eventTicks) =>
        _metrics[metric].Record(new Measurement { LabelKey = key, Value = value }, eventTicks);

    /// <summary>The uncommitted changes of one metric.</summary>
    public MetricChanges this[int metric] => _metrics[metric];

    /// <summary>Moves all changes to <paramref name="table"/> and is empty afterwards. Costs what changed.</summary>
    /// <param name="table">The caller holds its lock.</param>
    /// <param name="folded">Called for a metric with the measurements that went to its overflow series.</param>
    public void CommitTo(SeriesTable table, Action<int, long> folded)
    {
        for (var metric = 0; metric < _metrics.Length; metric++)
        {
            var foldedHere = _metrics[metric].CommitTo(table[metric]);
            if (foldedHere > 0) folded(metric, foldedHere);
        }
    }
}
