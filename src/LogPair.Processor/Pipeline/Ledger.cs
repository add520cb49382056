using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline;

/// <summary>The committed state: values of all series, and how far every segment is counted in them.</summary>
/// <remarks>
/// Both change together, under one short lock, so at any moment the values are exactly what the lines before the
/// offsets add up to. Checkpoints and scrapes are taken from one such moment.
/// </remarks>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly MetricCatalog _catalog;
    private readonly SeriesTable _table;
    private readonly ChangeSet _ownChanges;
    private readonly Dictionary<FileIdentity, SegmentProgress> _segments = [];
    private readonly Action<int, long> _recordFolded;

    public Ledger(MetricCatalog catalog)
    {
        _catalog = catalog;
        _table = new SeriesTable(catalog.Definitions);
        _ownChanges = new ChangeSet(catalog.Definitions);
        _recordFolded = RecordFolded;
    }

    /// <summary>Grows with every commit; equal numbers mean equal state.</summary>
    public long Version { get; private set; }

    /// <summary>Makes one batch part of the state. Empties <paramref name="changes"/>.</summary>
    public void Commit(ChangeSet changes, FileIdentity segment, SegmentProgress progress)
    {
        lock (_lock)
        {
            changes.CommitTo(_table, _recordFolded);
            _ownChanges.CommitTo(_table, _recordFolded);
            _segments[segment] = progress;
            Version++;
        }
    }

    /// <summary>A segment got shorter and begins again.</summary>
    public void CountTruncation(FileIdentity segment, SegmentProgress progress)
    {
        lock (_lock)
        {
            _ownChanges.Record(_catalog.Truncations, _catalog.NoLabels, value: 1, eventTicks: 0);
            _ownChanges.CommitTo(_table, _recordFolded);
            _segments[segment] = progress;
            Version++;
        }
    }

    /// <returns>False for a segment of which nothing has been counted.</returns>
    public bool TryGetProgress(FileIdentity segment, out SegmentProgress progress)
    {
        lock (_lock) return _segments.TryGetValue(segment, out progress);
    }

    /// <summary>Every segment of which something has been counted.</summary>
    public IReadOnlyList<FileIdentity> KnownSegments()
    {
        lock (_lock) return [.. _segments.Keys];
    }

    /// <summary>Drops what is known of a segment that is gone and counted to its end.</summary>
    public void Forget(FileIdentity segment)
    {
        lock (_lock)
        {
            if (_segments.Remove(segment)) Version++;
        }
    }

    /// <summary>
    /// Looks at, or restores, a single moment. <paramref name="use"/> must be quick and keep no reference.
    /// </summary>
    public T Use<T>(Func<SeriesTable, Dictionary<FileIdentity, SegmentProgress>, T> use)
    {
        lock (_lock) return use(_table, _segments);
    }

    private void RecordFolded(int metric, long measurements) =>
        _ownChanges.Record(_catalog.Folded, _catalog.MetricNames[metric], measurements, eventTicks: 0);
}
