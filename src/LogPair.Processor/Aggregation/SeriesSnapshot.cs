namespace LogPair.Processor.Aggregation;

/// <summary>Copies of all series that changed, at one moment, to be shown once that moment is durable.</summary>
/// <remarks>Memory and time are proportional to what changed.</remarks>
internal sealed class SeriesSnapshot
{
    private readonly MetricSnapshot[] _metrics;

    public SeriesSnapshot(SeriesTable table)
    {
        _metrics = [.. table.Metrics.Select(series => new MetricSnapshot(series.Values.Width))];
    }

    /// <summary>In the order of the table's metrics.</summary>
    public IReadOnlyList<MetricSnapshot> Metrics => _metrics;

    /// <param name="table">The caller holds its lock.</param>
    public void Take(SeriesTable table)
    {
        for (var metric = 0; metric < _metrics.Length; metric++) _metrics[metric].Take(table[metric]);
    }

    /// <param name="table">The caller holds its lock.</param>
    public void GiveBack(SeriesTable table)
    {
        for (var metric = 0; metric < _metrics.Length; metric++) _metrics[metric].GiveBack(table[metric]);
    }
}
