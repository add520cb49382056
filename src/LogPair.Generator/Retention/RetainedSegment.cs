using LogPair.Contract;
using LogPair.Generator.Segments;

namespace LogPair.Generator.Retention;

/// <summary>
/// What the volume holds of one segment that is not being written by this process: the segment, its seal, or both.
/// </summary>
internal sealed class RetainedSegment(SegmentName name)
{
    public SegmentName Name => name;

    /// <summary>Length of the segment; null if it is gone and its seal stands alone.</summary>
    public long? SegmentBytes { get; set; }

    /// <summary>Length of the seal; null if there is none.</summary>
    public long? SealBytes { get; set; }

    /// <summary>Null if there is none, or none that can be read.</summary>
    public Seal? Seal { get; set; }

    /// <summary>When a file of it was last seen to have come or gone.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>
    /// Whether its writer has finished it, so that it may be deleted. One without a seal may belong to a living
    /// process.
    /// </summary>
    public bool IsFinished => SealBytes is not null;

    /// <summary>Bytes it takes, among them those of a seal that is still to be written.</summary>
    public long DiskBytes => DiskSpace.Of(SegmentBytes ?? 0) + DiskSpace.Of(SealBytes ?? DiskSpace.BlockBytes);
}
