namespace LogPair.Processor.Pipeline.Following;

/// <summary>For how long the oldest uncounted byte of a segment has been waiting.</summary>
/// <remarks>
/// One mark at a time is set at the end of the segment; when that is counted, the next is set. So the answer is never more than the
/// truth by a round of reading, and needs no memory. Written by the tailing loop, read by anybody.
/// </remarks>
internal sealed class WaitMark
{
    private long _offset;
    private long _since;

    /// <summary>A look at the segment.</summary>
    /// <param name="counted">Bytes that are counted.</param>
    /// <param name="size">Bytes that are there.</param>
    /// <param name="now">A time-provider timestamp.</param>
    public void Look(long counted, long size, long now)
    {
        if (size <= counted) Volatile.Write(ref _since, 0);
        else if (_since == 0 || counted >= _offset)
        {
            _offset = size;
            Volatile.Write(ref _since, now);
        }
    }

    /// <summary>Zero when nothing waits.</summary>
    public TimeSpan Age(TimeProvider time)
    {
        var since = Volatile.Read(ref _since);
        return since == 0 ? TimeSpan.Zero : time.GetElapsedTime(since);
    }
}
