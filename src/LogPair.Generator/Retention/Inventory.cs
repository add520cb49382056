using LogPair.Contract;
using LogPair.Generator.Segments;

namespace LogPair.Generator.Retention;

/// <summary>Everything the stream has on the volume, besides the segment that is being written here.</summary>
/// <remarks>Not thread-safe; the sink's lock owns it.</remarks>
internal sealed class Inventory(SegmentDirectory directory, TimeProvider time)
{
    private SortedDictionary<SegmentName, RetainedSegment> _segments = [];

    // One for each length of period that has any.
    private HashSet<RetainedSegment> _newestSealed = [];

    /// <summary>Bytes that it all takes.</summary>
    public long DiskBytes { get; private set; }

    /// <summary>A copy, oldest first.</summary>
    public IReadOnlyList<RetainedSegment> Segments => [.. _segments.Values];

    /// <summary>The last name with a period of this length; null if there is none.</summary>
    public SegmentName? NewestName(RollInterval interval) =>
        _segments.Keys.LastOrDefault(name => name.Period.Interval == interval) is { Stream: not null } newest
            ? newest
            : null;

    /// <summary>
    /// Whether this is the last seal of its kind of period. It stays, whatever becomes of its segment: the next name
    /// follows from it, and a name that was used twice would be taken for the same segment.
    /// </summary>
    public bool BearsNewestSeal(RetainedSegment segment) => _newestSealed.Contains(segment);

    /// <summary>Looks what is there. Seals are read once.</summary>
    /// <param name="current">The segment that is being written here; it is not listed.</param>
    /// <exception cref="IOException">Nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing has changed.</exception>
    public void Refresh(SegmentName? current)
    {
        var found = new Dictionary<SegmentName, (long? Segment, long? Seal)>();
        foreach (var (name, isSeal, bytes) in directory.Files())
        {
            if (name == current) continue;
            var (segment, seal) = found.GetValueOrDefault(name);
            found[name] = isSeal ? (segment, bytes) : (bytes, seal);
        }

        var segments = new SortedDictionary<SegmentName, RetainedSegment>();
        foreach (var (name, (segment, seal)) in found)
            segments[name] = Update(_segments.GetValueOrDefault(name) ?? new RetainedSegment(name), segment, seal);

        _segments = segments;
        Recount();
    }

    public void Clear()
    {
        _segments.Clear();
        Recount();
    }

    /// <summary>
    /// Lists a segment that has just been finished here, so that it counts before anybody has looked.
    /// </summary>
    public void Add(SegmentName name, long segmentBytes)
    {
        _segments[name] = new RetainedSegment(name) { SegmentBytes = segmentBytes, ChangedAt = time.GetUtcNow() };
        Recount();
    }

    public void Remove(RetainedSegment segment)
    {
        _segments.Remove(segment.Name);
        if (_newestSealed.Contains(segment)) Recount();
        else DiskBytes -= segment.DiskBytes;
    }

    /// <summary>Only the seal is left.</summary>
    public void RemoveSegmentOf(RetainedSegment segment)
    {
        Update(segment, segmentBytes: null, segment.SealBytes);
        Recount();
    }

    private RetainedSegment Update(RetainedSegment segment, long? segmentBytes, long? sealBytes)
    {
        if (segment.SegmentBytes is null != segmentBytes is null || segment.SealBytes is null != sealBytes is null)
            segment.ChangedAt = time.GetUtcNow();

        segment.SegmentBytes = segmentBytes;
        segment.SealBytes = sealBytes;
        if (sealBytes is null) segment.Seal = null;
        else if (segment.Seal is null) segment.Seal = ReadSeal(segment.Name);
        return segment;
    }

    private Seal? ReadSeal(SegmentName name)
    {
        Seal.TryRead(VolumeLayout.SealOf(directory.PathOf(name)), out var seal, out _);
        return seal;
    }

    private void Recount()
    {
        // Not Sum, which throws: a sparse file that somebody else has made may have any size.
        DiskBytes = _segments.Values.Aggregate(0L, (sum, segment) => sum + Math.Min(segment.DiskBytes, long.MaxValue - sum));
        _newestSealed = [.. _segments.Values.Where(segment => segment.IsFinished)
            .GroupBy(segment => segment.Name.Period.Interval).Select(segments => segments.Last())];
    }
}
