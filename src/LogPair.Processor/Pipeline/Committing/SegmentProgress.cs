using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>How far one segment is counted, and how to know it again.</summary>
internal readonly record struct SegmentProgress
{
    /// <summary>Its name when this was committed; for people, acknowledgements and rolled copies, never for identity.</summary>
    public required string Path { get; init; }

    /// <summary>Index of the input that it belongs to.</summary>
    public int Input { get; init; }

    /// <summary>Bytes from the start to the first byte not yet counted; always just past a line feed.</summary>
    public long Offset { get; init; }

    /// <summary>Line feeds before <see cref="Offset"/>.</summary>
    public long Lines { get; init; }

    /// <summary>Most bytes that it was seen to have; never less than <see cref="Offset"/>.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of the compressed file that was read to its end; 0 for any other.</summary>
    public long CompressedSize { get; init; }

    /// <summary>UTC ticks of the last event that was counted and had a time; 0 if none.</summary>
    public long LastEventTicks { get; init; }

    /// <summary>
    /// UTC ticks of the latest counted event that set a gauge, so that those after it are not taken for older; 0 if none.
    /// </summary>
    public long LatestTicks { get; init; }

    /// <summary>Of the bytes before <see cref="Offset"/>.</summary>
    public Fingerprint Fingerprint { get; init; }

    /// <summary>The same, at places before <see cref="Offset"/>.</summary>
    public ContentMarks Marks
    {
        get => field ?? ContentMarks.None;
        init;
    }

    /// <summary>What was found out about how it is read; null before its first line.</summary>
    public ReadingChoice? Reading { get; init; }

    /// <summary>The line before <see cref="Offset"/> that says how those after it are read; null if there is none.</summary>
    public byte[]? Header { get; init; }

    /// <summary>Whether its seal is accounted for, so that nothing in it is accounted for twice.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Bytes that were there and are not counted.</summary>
    public long UnreadBytes => Size - Offset;
}
