using LogPair.Contract;
using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Tells whether a segment has been followed by another, so that nobody writes to it any more.</summary>
/// <remarks>Made of one listing: looking each segment up costs the same whatever their number.</remarks>
internal sealed class Succession
{
    private readonly Dictionary<string, FileIdentity> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SegmentName> _newest = new(StringComparer.Ordinal);

    public Succession(VolumeListing found)
    {
        foreach (var file in found.Files.Where(file => file.Entry.Role == EntryRole.Live))
        {
            _live[file.Path] = file.Facts.Identity;
            if (SegmentName.TryParse(Path.GetFileName(file.Path), out var name)
                && (!_newest.TryGetValue(name.Stream, out var newest) || name > newest)) _newest[name.Stream] = name;
        }
    }

    public bool HasSuccessor(TailedSegment segment)
    {
        if (_live.TryGetValue(segment.LivePath, out var live) && live != segment.Identity) return true;

        return SegmentName.TryParse(Path.GetFileName(segment.LivePath), out var name)
            && _newest.TryGetValue(name.Stream, out var newest) && newest > name;
    }
}
