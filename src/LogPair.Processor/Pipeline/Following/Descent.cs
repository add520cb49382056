using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Where a rolled file that was not known comes from.</summary>
/// <param name="Original">How far the content is counted that it is a copy of; null if it is no copy, or undecided.</param>
/// <param name="Leftover">The same, if the content went from where it was.</param>
/// <param name="IsDecided">False if it must wait.</param>
internal readonly record struct Descent(
    SegmentProgress? Original, Leftover? Leftover, bool IsDecided = true)
{
    /// <summary>Read it from its start.</summary>
    public static Descent Independent => new(null, null);

    /// <summary>Do not read it yet.</summary>
    public static Descent Undecided => new(null, null, IsDecided: false);
}
