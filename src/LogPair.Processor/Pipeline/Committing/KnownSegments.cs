using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>How far each segment is counted, and which of that changed lately.</summary>
/// <remarks>Not synchronised: the owner holds a lock.</remarks>
internal sealed class KnownSegments
{
    private readonly Dictionary<FileIdentity, SegmentProgress> _progress = [];

    // Set, changed or removed since the last ClearChanged.
    private readonly HashSet<FileIdentity> _changed = [];

    public int Count => _progress.Count;

    public IReadOnlyDictionary<FileIdentity, SegmentProgress> All => _progress;

    /// <summary>Segments that were set or removed since <see cref="ClearChanged"/>.</summary>
    public IReadOnlyCollection<FileIdentity> Changed => _changed;

    public bool TryGet(FileIdentity segment, out SegmentProgress progress) =>
        _progress.TryGetValue(segment, out progress);

    public void Set(FileIdentity segment, SegmentProgress progress)
    {
        _progress[segment] = progress;
        _changed.Add(segment);
    }

    public bool Remove(FileIdentity segment)
    {
        if (!_progress.Remove(segment)) return false;

        _changed.Add(segment);
        return true;
    }

    /// <summary>Puts segments among <see cref="Changed"/> again, because nobody has seen that they changed.</summary>
    public void MarkChanged(IEnumerable<FileIdentity> segments) => _changed.UnionWith(segments);

    public void ClearChanged() => _changed.Clear();
}
