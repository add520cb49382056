using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>The committed state: values of all series, and how far every segment is counted in them.</summary>
/// <remarks>
/// Both change together, under one short lock, so at any moment the values are exactly what the lines before the
/// offsets add up to. Checkpoints and scrapes are taken from one such moment.
/// </remarks>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly MetricCatalog _catalog;
    private readonly ChangeSet _ownChanges;
    private readonly Action<int, long> _recordFolded;
    private readonly DateTimeOffset _created;
    private readonly TimeProvider? _time;
    private long _lastTimestamp;
    private LedgerState _state;

    /// <param name="catalog">The metrics.</param>
    /// <param name="created">When counting began, unless a checkpoint knows better.</param>
    /// <param name="time">Null where only the time of events counts, and nothing expires.</param>
    public Ledger(MetricCatalog catalog, DateTimeOffset created, TimeProvider? time = null)
    {
        _time = time;
        _lastTimestamp = time?.GetTimestamp() ?? 0;
        _catalog = catalog;
        _created = created;
        _state = CreateState();
        _ownChanges = new ChangeSet(catalog.Definitions);
        _recordFolded = RecordFolded;
    }

    /// <summary>Grows with every commit; equal numbers mean equal state.</summary>
    public long Version { get; private set; }

    /// <summary>A state in which nothing has been counted, to be filled and given to <see cref="Replace"/>.</summary>
    public LedgerState CreateState() => new(new SeriesTable(_catalog.Definitions, _catalog.MaxSeries), _created);

    /// <summary>Goes on from a state that was saved. Before anything is committed.</summary>
    public void Replace(LedgerState state)
    {
        lock (_lock)
        {
            _state = state;
            Version++;
        }
    }

    /// <summary>Makes one batch part of the state. Empties <paramref name="changes"/>.</summary>
    public void Commit(ChangeSet changes, FileIdentity segment, SegmentProgress progress)
    {
        lock (_lock)
        {
            if (_state.Table.NeedsClock) SetClock();
            changes.CommitTo(_state.Table, _recordFolded);
            _ownChanges.CommitTo(_state.Table, _recordFolded);
            _state.Segments.Set(segment, progress);
            Version++;
        }
    }

    /// <summary>Commits what is known of a segment, and what that makes to count, in one step.</summary>
    public void Commit(FileIdentity segment, SegmentProgress progress, params ReadOnlySpan<Booking> bookings)
    {
        lock (_lock)
        {
            Book(bookings);
            _state.Segments.Set(segment, progress);
            Version++;
        }
    }

    /// <summary>Counts what concerns no segment.</summary>
    public void Commit(params ReadOnlySpan<Booking> bookings)
    {
        lock (_lock)
        {
            Book(bookings);
            Version++;
        }
    }

    /// <summary>The content of a segment went, and what was counted of it may come back as a copy.</summary>
    /// <param name="segment">Whose content went.</param>
    /// <param name="now">What is known of it from now on.</param>
    /// <param name="leftover">What went.</param>
    /// <param name="bookings">What there is to count.</param>
    public void CommitLoss(
        FileIdentity segment, SegmentProgress now, Leftover leftover, params ReadOnlySpan<Booking> bookings)
    {
        lock (_lock)
        {
            Book(bookings);
            _state.Segments.Set(segment, now);
            if (leftover.Progress.Size > 0) _state.Leftovers.Add(leftover);
            Version++;
        }
    }

    /// <summary>A copy goes on where the content that it was made of ended.</summary>
    public void CommitInheritance(FileIdentity copy, SegmentProgress progress, Leftover? leftover)
    {
        lock (_lock)
        {
            _state.Segments.Set(copy, progress);
            if (leftover is { } used) _state.Leftovers.Remove(used);
            Version++;
        }
    }

    /// <summary>What is known of content that went is not needed any more, or is known better.</summary>
    /// <param name="leftover">As it is in the state.</param>
    /// <param name="kept">What to remember instead; null to forget it.</param>
    /// <param name="bookings">What is lost.</param>
    public void CommitLeftover(Leftover leftover, Leftover? kept, params ReadOnlySpan<Booking> bookings)
    {
        lock (_lock)
        {
            Book(bookings);
            _state.Leftovers.Remove(leftover);
            if (kept is { } better) _state.Leftovers.Add(better);
            Version++;
        }
    }

    /// <summary>
    /// Removes series that expired, and moves on what goes with the time. Before the state is saved or shown.
    /// </summary>
    public void Advance()
    {
        lock (_lock)
        {
            if (!_state.Table.NeedsClock || _time is null) return;

            SetClock();
            if (_state.Table.Advance()) Version++;
        }
    }

    /// <summary>Whether anything has been counted of a segment.</summary>
    public bool Knows(FileIdentity segment) => TryGetProgress(segment, out _);

    /// <summary>How many segments something has been counted of.</summary>
    public int Known
    {
        get
        {
            lock (_lock) return _state.Segments.Count;
        }
    }

    /// <returns>False for a segment of which nothing has been counted.</returns>
    public bool TryGetProgress(FileIdentity segment, out SegmentProgress progress)
    {
        lock (_lock) return _state.Segments.TryGet(segment, out progress);
    }

    /// <summary>Every segment of which something has been counted. A copy.</summary>
    public IReadOnlyList<KeyValuePair<FileIdentity, SegmentProgress>> KnownSegments()
    {
        lock (_lock) return [.. _state.Segments.All];
    }

    /// <summary>Content that went and may come back as a copy. A copy.</summary>
    public IReadOnlyList<Leftover> Leftovers()
    {
        lock (_lock) return [.. _state.Leftovers];
    }

    /// <summary>Drops what is known of a segment that is gone and counted to its end.</summary>
    public void Forget(FileIdentity segment)
    {
        lock (_lock)
        {
            if (_state.Segments.Remove(segment)) Version++;
        }
    }

    /// <summary>
    /// Looks at, or restores, a single moment. <paramref name="use"/> must be quick and keep no reference.
    /// </summary>
    public T Use<T>(Func<LedgerState, T> use)
    {
        lock (_lock) return use(_state);
    }

    private void Book(ReadOnlySpan<Booking> bookings)
    {
        foreach (var booking in bookings)
            _ownChanges.Record(booking.Metric, booking.Labels, booking.Amount, eventTicks: 0);
        _ownChanges.CommitTo(_state.Table, _recordFolded);
    }

    private void SetClock()
    {
        if (_time is null) return;

        var timestamp = _time.GetTimestamp();
        _state.Table.Clock.AgeTicks += _time.GetElapsedTime(_lastTimestamp, timestamp).Ticks;
        _state.Table.Clock.UtcTicks = _time.GetUtcNow().UtcTicks;
        _lastTimestamp = timestamp;
    }

    private void RecordFolded(int metric, long measurements) =>
        _ownChanges.Record(_catalog.Folded, _catalog.MetricNames[metric], measurements, eventTicks: 0);
}
