using LogPair.Processor.Pipeline.Recognizing;

namespace LogPair.Processor.Pipeline;

/// <summary>How a segment is read, for people.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Format">Its name; null if its input says it.</param>
/// <param name="Description">The format, and what is around it: <c>logfmt in cri</c>.</param>
/// <param name="ConfidencePercent">How much of its first lines looks like it.</param>
internal sealed record SegmentReading(string Path, string? Format, string Description, int ConfidencePercent)
{
    public static SegmentReading Of(string path, ReadingChoice choice) =>
        new(path, choice.Format, ReadingLog.Describe(choice), choice.Confidence);
}
