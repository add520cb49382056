using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Books what segments take with them when they go, and forgets them in the end.</summary>
/// <remarks>Used by the tailing loop only.</remarks>
internal sealed partial class Departures(Ledger ledger, MetricCatalog catalog, ILogger logger)
{
    // Far more than a rotation keeps; their entries make every checkpoint longer, so there must be an end.
    private const int MaxRemembered = 1000;

    // Gone, oldest first, but a copy of them may come, or they themselves if they were only moved.
    private readonly Queue<FileIdentity> _remembered = new();

    /// <summary>A segment is gone that was open until the end: what follows its last line feed is lost.</summary>
    public void BookTorn(FileIdentity segment, SegmentProgress progress, long tornBytes)
    {
        if (tornBytes <= 0) return;

        Log.TornGone(logger, progress.Path, tornBytes);
        var books = new StreamBooks(catalog, StreamName.Of(progress.Path));
        ledger.Commit(
            segment,
            progress with { Size = progress.Offset },
            books.LostLines(LossReason.Torn, 1),
            books.LostBytes(LossReason.Torn, tornBytes));
    }

    /// <summary>A segment went while nobody held it: what was there and not counted is lost, unless a copy of it comes.</summary>
    public void BookVanished(FileIdentity segment, SegmentProgress progress)
    {
        if (progress.UnreadBytes <= 0) return;

        var now = progress with { Size = progress.Offset };
        if (!SegmentName.TryParse(Path.GetFileName(progress.Path), out _))
        {
            ledger.CommitLoss(segment, now, new Leftover(progress, LeftoverFate.Vanished));
            return;
        }

        Log.Vanished(logger, progress.Path, progress.UnreadBytes, progress.Size);
        var books = new StreamBooks(catalog, StreamName.Of(progress.Path));
        ledger.Commit(segment, now, books.LostBytes(LossReason.Vanished, progress.UnreadBytes));
    }

    /// <summary>A file went that was never opened.</summary>
    public void BookUnopened(FileIdentity file, string path, long bytes)
    {
        if (ledger.TryGetProgress(file, out var counted))
        {
            BookVanished(file, counted with { Size = Math.Max(counted.Size, bytes) });
            return;
        }

        if (bytes <= 0) return;

        Log.Vanished(logger, path, bytes, bytes);
        ledger.Commit(new StreamBooks(catalog, StreamName.Of(path)).LostBytes(LossReason.Vanished, bytes));
    }

    /// <summary>Nobody will ever ask for it again.</summary>
    public void Forget(FileIdentity segment) => ledger.Forget(segment);

    /// <summary>Keeps in mind how far it is counted, for as long as there is room.</summary>
    public void Remember(FileIdentity segment)
    {
        _remembered.Enqueue(segment);
        if (_remembered.Count > MaxRemembered) ledger.Forget(_remembered.Dequeue());
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.TornGone, LogLevel.Warning,
            "{Path} is gone with {Bytes} bytes after its last line feed: half a line, which is lost")]
        public static partial void TornGone(ILogger logger, string path, long bytes);

        [LoggerMessage(EventIds.Vanished, LogLevel.Warning,
            "{Path} is gone and {Bytes} of its {Size} bytes were not counted: they are lost. "
            + "Something deletes logs before they are read")]
        public static partial void Vanished(ILogger logger, string path, long bytes, long size);
    }
}
