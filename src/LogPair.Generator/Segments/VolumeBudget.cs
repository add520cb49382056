namespace LogPair.Generator.Segments;

/// <summary>Budgets that nobody has set, and what fits into one.</summary>
internal static class VolumeBudget
{
    /// <summary>
    /// Below this, a nearly full volume would leave no budget at all; a volume that is really full is met by other
    /// means.
    /// </summary>
    public const long MinDefaultBytes = 16L * 1024 * 1024;

    /// <summary>
    /// Without a <c>sizeLimit</c> an emptyDir is on the node's disk, of which a quarter would be far too much.
    /// </summary>
    public const long MaxDefaultBytes = 1024L * 1024 * 1024;

    /// <summary>A quarter of what the stream could fill, within the limits above.</summary>
    public static long Of(string directory, string stream)
    {
        if (directory.Length == 0) return MaxDefaultBytes;

        try
        {
            return Math.Clamp(DiskSpace.Within(directory, stream) / 4, MinDefaultBytes, MaxDefaultBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return MinDefaultBytes;
        }
    }

    /// <summary>
    /// Four segments of this size fit, each with its seal, and longer by an event of 4 KiB and by what is left of its
    /// last block.
    /// </summary>
    public static long LargestSegmentWithin(long budget, LogPairWriting writing) =>
        (budget - DiskSpace.BlockBytes - BesideSegment(writing)) / 4 - 3 * DiskSpace.BlockBytes;

    /// <summary>What the segment that is being written takes besides itself and its seal.</summary>
    public static long BesideSegment(LogPairWriting writing) =>
        writing == LogPairWriting.Grouped ? WaitingLines.FileBytes : 0;
}
