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
            if (!SegmentName.TryParse(Path.GetFileName(file.Path), out var name)) continue;

            var stream = StreamIn(file.Path, name);
            if (!_newest.TryGetValue(stream, out var newest) || name > newest) _newest[stream] = name;
        }
    }

    public bool HasSuccessor(TailedSegment segment)
    {
        if (_live.TryGetValue(segment.LivePath, out var live) && live != segment.Identity) return true;

        return SegmentName.TryParse(Path.GetFileName(segment.LivePath), out var name)
            && _newest.TryGetValue(StreamIn(segment.LivePath, name), out var newest) && newest > name;
    }

    // Replicas may write streams of one name to directories of their own.
    private static string StreamIn(string path, SegmentName name) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", name.Stream);
}
