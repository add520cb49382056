using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Content that was truncated away: waits a while for the copy that holds it, then books what was not read of it as lost.
/// </summary>
/// <remarks>Used by the tailing loop only.</remarks>
internal sealed partial class Leftovers(Ledger ledger, MetricCatalog catalog, TimeProvider time, ILogger logger)
{
    /// <summary>logrotate makes the copy before it truncates; its compressor may work on it for a while.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private const int MaxRemembered = 100;

    private readonly Dictionary<Leftover, long> _since = [];

    /// <summary>Newest first.</summary>
    public IEnumerable<Leftover> All => ledger.Leftovers().Reverse();

    /// <summary>A file that had vanished is back.</summary>
    public void Remove(SegmentProgress returned)
    {
        foreach (var left in ledger.Leftovers())
        {
            if (left.Fate == LeftoverFate.Vanished && left.Progress.Path == returned.Path
                && left.Progress.Offset == returned.Offset) ledger.CommitLeftover(left, kept: null);
        }
    }

    /// <summary>Once a scan.</summary>
    public void Step()
    {
        var leftovers = ledger.Leftovers();
        foreach (var left in leftovers)
        {
            if (left.UnreadBytes <= 0 || _since.TryAdd(left, time.GetTimestamp())) continue;
            if (time.GetElapsedTime(_since[left]) >= Patience) BookLost(left);
        }

        // Kept, once nothing of them is unread, so that a late copy is not counted again.
        if (leftovers.Count > MaxRemembered) ledger.CommitLeftover(leftovers[0], kept: null, Loss(leftovers[0]));
        foreach (var left in _since.Keys.Except(leftovers).ToList()) _since.Remove(left);
    }

    private void BookLost(Leftover left)
    {
        if (left.Fate == LeftoverFate.Vanished) Log.Vanished(logger, left.Progress.Path, left.UnreadBytes);
        else Log.Truncated(logger, left.Progress.Path, left.UnreadBytes);
        ledger.CommitLeftover(left, left with { Fate = LeftoverFate.Booked }, Loss(left));
    }

    private Booking Loss(Leftover left)
    {
        var reason = left.Fate == LeftoverFate.Vanished ? LossReason.Vanished : LossReason.Truncated;
        return new StreamBooks(catalog, StreamName.Of(left.Progress.Path)).LostBytes(reason, left.UnreadBytes);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.LeftoverLost, LogLevel.Warning,
            "{Path} was truncated before its last {Bytes} bytes were read, and no copy of them is to be found: "
            + "they are lost. Rotate by renaming instead")]
        public static partial void Truncated(ILogger logger, string path, long bytes);

        [LoggerMessage(EventIds.LeftoverVanished, LogLevel.Warning,
            "{Path} is gone and its last {Bytes} bytes were not counted: they are lost. "
            + "Something deletes logs before they are read")]
        public static partial void Vanished(ILogger logger, string path, long bytes);
    }
}
