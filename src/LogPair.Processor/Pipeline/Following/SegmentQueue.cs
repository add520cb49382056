using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Segments with unread bytes, waiting for a lane. Each is in it at most once.</summary>
internal sealed class SegmentQueue : IDisposable
{
    private readonly BlockingCollection<TailedSegment> _waiting = [];
    private int _outstanding;

    /// <summary>Segments that wait or are with a lane.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>Whether no segment waits for a lane.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <returns>False if it is queued or with a lane already.</returns>
    public bool TryAdd(TailedSegment segment)
    {
        if (!segment.TryQueue()) return false;

        Interlocked.Increment(ref _outstanding);
        _waiting.Add(segment);
        return true;
    }

    /// <summary>
    /// Waits for a segment; the caller owns it until it calls <see cref="Release"/> or <see cref="PutBack"/>.
    /// </summary>
    /// <returns>False when there will be no more.</returns>
    public bool TryTake([NotNullWhen(true)] out TailedSegment? segment, CancellationToken cancel)
    {
        try
        {
            return _waiting.TryTake(out segment, Timeout.Infinite, cancel);
        }
        catch (OperationCanceledException)
        {
            segment = null;
            return false;
        }
    }

    /// <summary>Behind the others, because there is more to read.</summary>
    public void PutBack(TailedSegment segment) => _waiting.Add(segment);

    /// <summary>Gives a segment back to the tailing loop.</summary>
    public void Release(TailedSegment segment)
    {
        segment.Release();
        Interlocked.Decrement(ref _outstanding);
    }

    public void Dispose() => _waiting.Dispose();
}
