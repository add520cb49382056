using LogPair.Contract;

namespace LogPair.Generator;

/// <summary>
/// Where everything that happens to events and segments is booked: status, metrics, and the drops that the next seal
/// tells of.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Tally(LogPairStatus status, GeneratorMetrics metrics)
{
    private readonly Lock _gate = new();
    private Dictionary<string, long> _dropped = new(StringComparer.Ordinal);

    /// <summary>Whether there are drops that no seal has told of.</summary>
    public bool HasDrops
    {
        get
        {
            lock (_gate) return _dropped.Count > 0;
        }
    }

    public void Written(int bytes)
    {
        status.Written(bytes);
        metrics.Written(bytes);
    }

    public void Dropped(string reason)
    {
        lock (_gate) Add(reason, 1);
        status.Dropped(reason);
        metrics.Dropped(reason);
    }

    /// <summary>
    /// Books a segment that was deleted unread. Its lines, and the drops that its seal told of, are for the next seal
    /// to tell.
    /// </summary>
    public void DeletedUnread(long lines, Seal? seal)
    {
        lock (_gate)
        {
            if (lines > 0) Add(DropReason.BudgetOldest, lines);
            foreach (var (reason, count) in seal?.Dropped ?? new Dictionary<string, long>()) Add(reason, count);
        }

        status.DeletedUnread(lines);
        metrics.DeletedUnread(lines);
    }

    /// <summary>Drops since the last call, for a seal. The seal now owns them.</summary>
    public IReadOnlyDictionary<string, long> TakeDrops()
    {
        lock (_gate)
        {
            var taken = _dropped;
            _dropped = new Dictionary<string, long>(StringComparer.Ordinal);
            return taken;
        }
    }

    public void Sealed()
    {
        status.Sealed();
        metrics.Sealed();
    }

    /// <summary>How many others write the stream now, and how many did when this was last called.</summary>
    public void OtherWritersAre(int now, int before)
    {
        if (now == before) return;

        status.OtherWritersAre(now);
        metrics.OtherWritersChanged(now - before);
    }

    public void SegmentIs(string? path) => status.SegmentIs(path);

    public void Failed(string message) => status.Failed(message);

    private void Add(string reason, long count) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + count;
}
