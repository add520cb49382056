using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Segments that are counted to their end and will not grow, so that they need not be kept open.</summary>
/// <remarks>Their names are still there, and looked at with every scan. Used by the tailing loop only.</remarks>
internal sealed class RestingSegments
{
    private readonly Dictionary<FileIdentity, (string Path, FileFacts Facts)> _resting = [];

    public void Add(DiscoveredFile file) => _resting[file.Facts.Identity] = (file.Path, file.Facts);

    /// <summary>Takes out the segment of this name, so that it is opened again.</summary>
    public void Remove(string path)
    {
        foreach (var (identity, _) in _resting.Where(rest => rest.Value.Path == path).ToList())
            _resting.Remove(identity);
    }

    /// <summary>Whether a file rests and has not changed since. One that has is not among them any more.</summary>
    public bool IsResting(DiscoveredFile file)
    {
        if (!_resting.TryGetValue(file.Facts.Identity, out var rest)) return false;
        if (rest.Facts.Size == file.Facts.Size && rest.Facts.ModifiedTicks == file.Facts.ModifiedTicks)
        {
            if (rest.Path != file.Path) Add(file);
            return true;
        }

        _resting.Remove(file.Facts.Identity);
        return false;
    }

    /// <summary>Takes out those that are not there any more.</summary>
    public IReadOnlyList<FileIdentity> TakeGone(HashSet<FileIdentity> present, VolumeListing found)
    {
        if (_resting.Count == 0) return [];

        var gone = _resting.Where(rest => !present.Contains(rest.Key) && !found.MayBeThere(rest.Value.Path))
            .Select(rest => rest.Key).ToList();
        foreach (var identity in gone) _resting.Remove(identity);
        return gone;
    }
}
