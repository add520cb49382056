using System.Diagnostics.CodeAnalysis;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Segments with unread bytes, waiting for a lane, each in it at most once; and backlogs that idle lanes may help with.
/// </summary>
/// <remarks>
/// Lanes that wait sleep at once: they may sleep for days, and to spin first costs more than to wake.
/// </remarks>
internal sealed class SegmentQueue
{
    private readonly object _lock = new();
    private readonly Queue<TailedSegment> _waiting = [];
    private readonly Queue<SharedBacklog> _shared = [];
    private int _idleLanes;

    /// <summary>Whether no segment waits for a lane.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _waiting.Count == 0;
        }
    }

    /// <summary>Lanes that wait for something to do.</summary>
    public int IdleLanes
    {
        get
        {
            lock (_lock) return _idleLanes;
        }
    }

    /// <summary>Wakes nobody yet; see <see cref="WakeLanes"/>.</summary>
    /// <returns>False if it is queued or with a lane already.</returns>
    public bool TryAdd(TailedSegment segment)
    {
        if (!segment.TryQueue()) return false;

        lock (_lock) _waiting.Enqueue(segment);
        return true;
    }

    /// <summary>Has lanes that sleep take what waits.</summary>
    public void WakeLanes()
    {
        lock (_lock)
        {
            for (var i = 0; i < _waiting.Count; i++) Monitor.Pulse(_lock);
        }
    }

    /// <summary>
    /// Waits for work; the caller owns a segment to be read until it releases it or calls <see cref="PutBack"/>.
    /// </summary>
    /// <returns>False when there will be no more.</returns>
    public bool TryTake(out LaneWork work, CancellationToken cancel)
    {
        using var registration = cancel.UnsafeRegister(static queue => ((SegmentQueue)queue!).WakeAll(), this);
        lock (_lock)
        {
            _idleLanes++;
            while (!cancel.IsCancellationRequested && _waiting.Count == 0 && _shared.Count == 0) Monitor.Wait(_lock);
            _idleLanes--;

            work = default;
            if (cancel.IsCancellationRequested) return false;

            work = _waiting.TryDequeue(out var segment)
                ? new LaneWork(segment, Backlog: null)
                : new LaneWork(_shared.Peek().Segment, _shared.Dequeue());
            return true;
        }
    }

    /// <summary>Takes a segment, if one waits.</summary>
    public bool TryTakeNow([NotNullWhen(true)] out TailedSegment? segment)
    {
        lock (_lock) return _waiting.TryDequeue(out segment);
    }

    /// <summary>Behind the others, because there is more to read.</summary>
    public void PutBack(TailedSegment segment)
    {
        lock (_lock)
        {
            _waiting.Enqueue(segment);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Asks every idle lane to help.</summary>
    public void Share(SharedBacklog backlog)
    {
        lock (_lock)
        {
            for (var lane = 0; lane < _idleLanes; lane++) _shared.Enqueue(backlog);
            Monitor.PulseAll(_lock);
        }
    }

    private void WakeAll()
    {
        lock (_lock) Monitor.PulseAll(_lock);
    }
}
