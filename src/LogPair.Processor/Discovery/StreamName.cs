using LogPair.Contract;

namespace LogPair.Processor.Discovery;

/// <summary>Which stream a file belongs to, for people and for labels.</summary>
internal static class StreamName
{
    /// <summary>The stream of a segment's name; of other producers' files the live name, which is one stream each.</summary>
    public static string Of(string path)
    {
        var live = Path.GetFileName(VolumeEntry.Of(path).LivePath);
        return SegmentName.TryParse(live, out var segment) ? segment.Stream : live;
    }
}
