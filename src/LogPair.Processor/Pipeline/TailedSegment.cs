using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline;

/// <summary>One file that is being read.</summary>
/// <remarks>
/// A lane owns it from the moment it is queued until it is released; otherwise the tailing loop does. Only
/// <see cref="Size"/> and <see cref="CountedOffset"/> may be looked at by others, for the status.
/// </remarks>
internal sealed class TailedSegment : IDisposable
{
    private int _isQueued;
    private long _size;
    private long _countedOffset;

    public TailedSegment(ISegmentFile file, DiscoveredFile found, SegmentProgress progress, int maxLineBytes)
    {
        File = file;
        Identity = found.Facts.Identity;
        Input = found.Input;
        Path = found.Path;
        LastEventTicks = progress.LastEventTicks;
        Framer = new LineFramer(progress.Offset, maxLineBytes);
        _size = found.Facts.Size;
        _countedOffset = progress.Offset;
    }

    public ISegmentFile File { get; }

    public FileIdentity Identity { get; }

    /// <summary>Index of the input that it belongs to.</summary>
    public int Input { get; }

    /// <summary>The name it had when last seen; changes when it is renamed.</summary>
    public string Path { get; set; }

    public LineFramer Framer { get; }

    public long LastEventTicks { get; set; }

    /// <summary>Bytes it had when last looked at.</summary>
    public long Size
    {
        get => Volatile.Read(ref _size);
        set => Volatile.Write(ref _size, value);
    }

    /// <summary>Bytes up to the first one that is not counted.</summary>
    public long CountedOffset
    {
        get => Volatile.Read(ref _countedOffset);
        set => Volatile.Write(ref _countedOffset, value);
    }

    public long LagBytes => Math.Max(0, Size - CountedOffset);

    /// <summary>
    /// Where reading resumes: past what is counted, and past what of a too long line is already discarded.
    /// </summary>
    public long ResumeOffset => Framer.CommittableOffset + Framer.DiscardingBytes;

    /// <summary>Bytes that have been looked at, a torn last line included; -1 to look again.</summary>
    /// <remarks>A torn last line is looked at again only when it has grown.</remarks>
    public long ExaminedOffset { get; set; } = -1;

    /// <summary>When it was last seen to grow, or to exist at all; a time-provider timestamp.</summary>
    public long LastGrowth { get; set; }

    /// <summary>
    /// When it was first seen to have no matching name; a time-provider timestamp, null while it has one.
    /// </summary>
    public long? GoneSince { get; set; }

    /// <summary>The last attempt to read it failed; it is tried again after the next scan.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Its content is of a kind that is not read.</summary>
    public bool IsRefused { get; set; }

    public bool IsQueued => Volatile.Read(ref _isQueued) == 1;

    /// <returns>False if a lane has it already.</returns>
    public bool TryQueue() => Interlocked.CompareExchange(ref _isQueued, 1, 0) == 0;

    public void Release() => Volatile.Write(ref _isQueued, 0);

    public void Dispose() => File.Dispose();
}
