namespace LogPair.Processor.Pipeline.Following;

/// <summary>What one look at the volume brought.</summary>
/// <param name="Queued">Segments given to the lanes.</param>
/// <param name="IsIdle">Nothing is queued or being read, and nothing unread was seen.</param>
/// <param name="Look">How long it took to look at the files that are open.</param>
internal readonly record struct PassResult(int Queued, bool IsIdle, TimeSpan Look = default)
{
    /// <summary>Whether it is not idle only because the directories are to be listed, but were a moment ago.</summary>
    public bool OwesScan { get; init; }

    /// <summary>What there is to read in the segments that were queued.</summary>
    public long UnreadBytes { get; init; }
}
