using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Opens files and decides from where on they are read.</summary>
/// <remarks>Used by the tailing loop only.</remarks>
internal sealed partial class SegmentOpener
{
    private const int MaxDeclaredStreams = 50;

    private readonly Ledger _ledger;
    private readonly MetricCatalog _catalog;
    private readonly int _maxLineBytes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Leftovers _leftovers;
    private readonly Lineage _lineage;
    private readonly Truncations _truncations;
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);

    public SegmentOpener(
        Ledger ledger, MetricCatalog catalog, int maxLineBytes, TimeProvider time, ILogger logger)
    {
        _ledger = ledger;
        _catalog = catalog;
        _maxLineBytes = maxLineBytes;
        _time = time;
        _logger = logger;
        _leftovers = new Leftovers(ledger, catalog, time, logger);
        _lineage = new Lineage(ledger, _leftovers, time, logger);
        _truncations = new Truncations(ledger, catalog);
    }

    /// <summary>Whether there are files of which it is not decided yet from where on they are read.</summary>
    public bool HasUndecided => _lineage.HasUndecided;

    /// <param name="file">Not open yet.</param>
    /// <param name="original">The file that has its live name now, if it is another one.</param>
    /// <param name="isHere">Whether a known segment is still there to be read.</param>
    /// <param name="refusal">Why it cannot be read; null if it can, or if it is to wait.</param>
    /// <param name="undecidedBytes">What it holds if it is to wait until it is known what it is; else 0.</param>
    public TailedSegment? TryOpen(
        DiscoveredFile file, DiscoveredFile? original, Func<FileIdentity, bool> isHere, out Refusal? refusal,
        out long undecidedBytes)
    {
        undecidedBytes = 0;
        if (TryOpenContent(file, out refusal) is not { } content) return null;

        try
        {
            var facts = content.GetFacts();

            // Replaced between the scan and now: the next scan sees the new file.
            if (facts.Identity == file.Facts.Identity)
            {
                if (Begin(file with { Facts = facts }, content, original, isHere) is { } segment) return segment;
                undecidedBytes = _lineage.IsUndecided(facts.Identity) ? facts.Size : 0;
            }

            else refusal = Refusal.Changed;

            content.Dispose();
            return null;
        }
        catch (IOException error)
        {
            content.Dispose();
            refusal = error.InnerException is InvalidDataException
                ? new Refusal(RefusalReason.Damaged, $"cannot be unpacked: {error.Message.TrimEnd('.')}")
                : new Refusal(RefusalReason.Io, $"cannot be read: {error.Message.TrimEnd('.')}");
            return null;
        }
    }

    /// <summary>Begins a segment again whose content is not the one any more that was counted.</summary>
    public void NoticeTruncation(TailedSegment segment)
    {
        try
        {
            if (segment.Role == EntryRole.Compressed
                || segment.Content.IsUnchanged(segment.File, segment.Framer.CommittableOffset)) return;

            Log.Replaced(_logger, segment.Path, segment.CountedOffset);
            _truncations.BeginAgain(segment, segment.Size);
        }
        catch (IOException)
        {
            // The next attempt to read it tells.
        }
    }

    /// <summary>Opens a segment that has another name now.</summary>
    public TailedSegment? TryOpenMoved(DiscoveredFile file, SegmentProgress progress) => TryOpen(
        file with { Input = progress.Input }, original: null, isHere: _ => false, out _, out _);

    /// <summary>Once a scan: what waited in vain is given up.</summary>
    /// <returns>Files that went before it was decided what they are.</returns>
    public IReadOnlyList<(FileIdentity File, string Path, long Bytes)> TakeGone(
        HashSet<FileIdentity> present, VolumeListing found)
    {
        _leftovers.Step();
        return _lineage.TakeGone(present, found);
    }

    private static ISegmentFile? TryOpenContent(DiscoveredFile file, out Refusal? refusal)
    {
        var isOpen = SegmentFile.TryOpen(file, out var opened, out var problem);
        refusal = isOpen ? null : problem;
        if (opened is null) return null;

        return file.Entry.Role == EntryRole.Compressed ? new CompressedSegmentFile(opened) : opened;
    }

    private TailedSegment? Begin(
        DiscoveredFile file, ISegmentFile content, DiscoveredFile? original, Func<FileIdentity, bool> isHere)
    {
        if (_ledger.TryGetProgress(file.Facts.Identity, out var known)) return Resume(file, content, known);
        if (TryRebind(file, content, isHere) is { } rebound) return rebound;
        if (file.Entry.Role == EntryRole.Live) return Create(file, content);

        var descent = _lineage.Trace(file, content, original, isHere);
        if (!descent.IsDecided) return null;
        if (descent.Original is not { } counted) return Create(file, content);

        var inherited = counted with { Path = file.Path, Size = counted.Offset, IsSettled = false };
        _ledger.CommitInheritance(file.Facts.Identity, inherited, descent.Leftover);
        return Resume(file, content, inherited);
    }

    /// <summary>The same file system may have another device number after a restart: on another node, or mounted again.</summary>
    private TailedSegment? TryRebind(DiscoveredFile file, ISegmentFile content, Func<FileIdentity, bool> isHere)
    {
        var identity = file.Facts.Identity;
        if (identity.BirthTicks == 0) return null;

        foreach (var (other, counted) in _ledger.KnownSegments())
        {
            if (other.Inode != identity.Inode || other.BirthTicks != identity.BirthTicks || isHere(other)
                || !counted.Fingerprint.Matches(content, counted.Offset)) continue;

            _ledger.CommitInheritance(identity, counted with { Path = file.Path }, leftover: null);
            _ledger.Forget(other);
            return Resume(file, content, counted);
        }

        return null;
    }

    private TailedSegment Create(DiscoveredFile file, ISegmentFile content)
    {
        Log.SegmentOpened(_logger, file.Path, file.Facts.Size);
        return Tail(file, content);
    }

    private TailedSegment Resume(DiscoveredFile file, ISegmentFile content, SegmentProgress known)
    {
        var segment = Tail(file, content);
        if (segment.TryResume(known))
        {
            _leftovers.Remove(known);
            Log.SegmentResumed(_logger, file.Path, known.Offset, file.Facts.Size);
            return segment;
        }

        Log.Replaced(_logger, file.Path, known.Offset);
        _truncations.Commit(segment.Identity, segment.Progress, known);
        return segment;
    }

    private TailedSegment Tail(DiscoveredFile file, ISegmentFile content)
    {
        var isOurs = SegmentName.TryParse(Path.GetFileName(file.Path), out _);
        var segment = new TailedSegment(
            content, file, isOurs ? SealExpectation.MayCome : SealExpectation.None, _maxLineBytes)
        {
            LastGrowth = _time.GetTimestamp(),
        };
        Declare(segment.Stream);
        return segment;
    }

    private void Declare(string stream)
    {
        if (_streams.Count < MaxDeclaredStreams && _streams.Add(stream))
            _ledger.Commit(new StreamBooks(_catalog, stream).Zeros());
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SegmentOpened, LogLevel.Information, "Reading {Path} from its start ({Size} bytes)")]
        public static partial void SegmentOpened(ILogger logger, string path, long size);

        [LoggerMessage(EventIds.SegmentResumed, LogLevel.Information, "Reading {Path} from offset {Offset} of {Size}")]
        public static partial void SegmentResumed(ILogger logger, string path, long offset, long size);

        [LoggerMessage(EventIds.Replaced, LogLevel.Warning,
            "{Path} does not hold the {Offset} bytes any more that were counted of it: it was truncated or replaced. "
            + "Reading it from its start")]
        public static partial void Replaced(ILogger logger, string path, long offset);
    }
}
