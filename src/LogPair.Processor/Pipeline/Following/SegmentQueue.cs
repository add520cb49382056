using System.Collections.Concurrent;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Segments with unread bytes, waiting for a lane, each in it at most once; and backlogs that idle lanes may help with.
/// </summary>
internal sealed class SegmentQueue : IDisposable
{
    private readonly BlockingCollection<LaneWork> _waiting = [];
    private int _segments;
    private int _outstanding;
    private int _idle;

    /// <summary>Segments that wait or are with a lane.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>Whether no segment waits for a lane.</summary>
    public bool IsEmpty => Volatile.Read(ref _segments) == 0;

    /// <summary>Lanes that wait for something to do.</summary>
    public int IdleLanes => Volatile.Read(ref _idle);

    /// <returns>False if it is queued or with a lane already.</returns>
    public bool TryAdd(TailedSegment segment)
    {
        if (!segment.TryQueue()) return false;

        Interlocked.Increment(ref _outstanding);
        PutBack(segment);
        return true;
    }

    /// <summary>
    /// Waits for work; the caller owns a segment to be read until it calls <see cref="Release"/> or <see cref="PutBack"/>.
    /// </summary>
    /// <returns>False when there will be no more.</returns>
    public bool TryTake(out LaneWork work, CancellationToken cancel)
    {
        Interlocked.Increment(ref _idle);
        try
        {
            if (!_waiting.TryTake(out work, Timeout.Infinite, cancel)) return false;

            if (work.Backlog is null) Interlocked.Decrement(ref _segments);
            return true;
        }
        catch (OperationCanceledException)
        {
            work = default;
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _idle);
        }
    }

    /// <summary>Behind the others, because there is more to read.</summary>
    public void PutBack(TailedSegment segment)
    {
        Interlocked.Increment(ref _segments);
        _waiting.Add(new LaneWork(segment, Backlog: null));
    }

    /// <summary>Asks every idle lane to help.</summary>
    public void Share(SharedBacklog backlog)
    {
        for (var lane = IdleLanes; lane > 0; lane--) _waiting.Add(new LaneWork(backlog.Segment, backlog));
    }

    /// <summary>Gives a segment back to the tailing loop.</summary>
    public void Release(TailedSegment segment)
    {
        segment.Release();
        Interlocked.Decrement(ref _outstanding);
    }

    public void Dispose() => _waiting.Dispose();
}
