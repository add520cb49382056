using System.Diagnostics.CodeAnalysis;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Segments with unread bytes, waiting for a lane. Each is in it at most once.</summary>
/// <remarks>
/// Lanes that wait for one sleep at once: they may sleep for days, and to spin first costs more than to wake.
/// </remarks>
internal sealed class SegmentQueue
{
    private readonly object _lock = new();
    private readonly Queue<TailedSegment> _waiting = [];

    /// <summary>Whether no segment waits for a lane.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _waiting.Count == 0;
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
    /// Waits for a segment; the caller owns it until it releases it or calls <see cref="PutBack"/>.
    /// </summary>
    /// <returns>False when there will be no more.</returns>
    public bool TryTake([NotNullWhen(true)] out TailedSegment? segment, CancellationToken cancel)
    {
        if (!cancel.IsCancellationRequested && TryTakeNow(out segment)) return true;

        using var registration = cancel.UnsafeRegister(static queue => ((SegmentQueue)queue!).WakeAll(), this);
        lock (_lock)
        {
            while (true)
            {
                segment = null;
                if (cancel.IsCancellationRequested) return false;
                if (_waiting.TryDequeue(out segment)) return true;
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>As <see cref="TryTake"/>, without waiting.</summary>
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

    private void WakeAll()
    {
        lock (_lock) Monitor.PulseAll(_lock);
    }
}
