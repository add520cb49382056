namespace LogPair.Processor.Pipeline.Committing;

/// <summary>Content that went from where it was, and of which a copy may be on the volume, or come.</summary>
/// <param name="Progress">How far it is counted; its path is where it was.</param>
/// <param name="Fate">What became of it.</param>
internal readonly record struct Leftover(SegmentProgress Progress, LeftoverFate Fate)
{
    /// <summary>Bytes that will be lost if no copy of them comes.</summary>
    public long UnreadBytes => Fate == LeftoverFate.Booked ? 0 : Progress.UnreadBytes;
}
