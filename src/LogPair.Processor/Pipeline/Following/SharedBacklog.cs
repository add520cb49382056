using LogPair.Processor.Discovery;
using LogPair.Processor.Parsing;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>What waits in one long segment, which several lanes count range by range.</summary>
/// <remarks>
/// Ranges end at line feeds. They are given out one after the other, counted side by side, and committed in their order:
/// what is committed is at any moment what a single lane would have committed. Whatever is out of the ordinary (a range
/// without a line feed, the end, content that changed, a disk that fails) ends it, and the segment's owner goes on alone
/// from the committed offset. A range that is not committed has never happened.
/// </remarks>
/// <param name="segment">Owned by the lane that shares it; nobody else's until <see cref="AwaitEnd"/> returns.</param>
/// <param name="isWanted">Asked before each range.</param>
internal sealed class SharedBacklog(TailedSegment segment, Func<bool> isWanted)
{
    // To wake other lanes for less would cost more than it saves.
    private const int WorthSharing = 8;

    // Then its owner shares it anew, with the lanes that are idle by then.
    private const int MaxRanges = 256;

    private readonly Lock _giving = new();
    private readonly object _turns = new();
    private long _next = segment.Framer.CommittableOffset;
    private int _given;
    private int _ended;
    private bool _isClosed;
    private bool _hasFailed;

    public TailedSegment Segment => segment;

    /// <summary>Whether so much waits that sharing it pays, in lines each of which stands for itself.</summary>
    /// <param name="segment">Owned by the caller.</param>
    /// <param name="rangeBytes">Most that a lane reads at once.</param>
    public static bool IsWorthIt(TailedSegment segment, int rangeBytes) =>
        segment.Size - segment.Framer.CommittableOffset >= (long)WorthSharing * rangeBytes
        && segment is
        {
            Role: not EntryRole.Compressed, Lines: > 0, Framer.IsDiscarding: false, Choice.IsFinal: true,
            Reading.IsPlain: true, Parser: not (null or IHeadedLineParser),
        };

    /// <summary>Reads the next range.</summary>
    /// <param name="reader">Gets as much as it can hold, of which the range is the part up to the last line feed.</param>
    /// <returns>Null if there is none to be had.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public BacklogRange? Take(SegmentPipeReader reader)
    {
        lock (_giving)
        {
            if (_isClosed || _given == MaxRanges || segment.Size - _next < reader.Capacity || !isWanted()) return null;

            reader.Attach(segment.File, _next);
            reader.TryRead(out var read);
            var bytes = read.Buffer.FirstSpan.LastIndexOf((byte)'\n') + 1;
            if (bytes == 0) return null;

            _next += bytes;
            return new BacklogRange(_given++, read.Buffer.Slice(0, bytes));
        }
    }

    /// <summary>Waits until all ranges before this one are committed.</summary>
    /// <returns>False if one of them was not: then this one must not be, either.</returns>
    public bool AwaitTurn(in BacklogRange range)
    {
        lock (_turns)
        {
            while (_ended < range.Number && !_hasFailed) Monitor.Wait(_turns);
            return !_hasFailed;
        }
    }

    /// <summary>A range that was given out is done with.</summary>
    /// <param name="isCommitted">If it is not, no later one will be.</param>
    public void End(bool isCommitted)
    {
        if (!isCommitted) Close();
        lock (_turns)
        {
            _hasFailed |= !isCommitted;
            _ended++;
            Monitor.PulseAll(_turns);
        }
    }

    /// <summary>Gives out no more, and waits until nobody counts anything of it.</summary>
    public void AwaitEnd()
    {
        Close();
        lock (_turns)
        {
            while (_ended < _given) Monitor.Wait(_turns);
        }
    }

    private void Close()
    {
        lock (_giving) _isClosed = true;
    }
}
