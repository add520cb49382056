using System.Buffers;
using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Compares finished segments with their seals, and books what seals tell: what is missing, torn, or was dropped.
/// </summary>
/// <remarks>
/// Each seal is accounted for once, in the same step in which its segment is marked as settled. Used by the tailing loop
/// only, after the segments were brought in step with the same listing.
/// </remarks>
internal sealed partial class SealKeeper
{
    private const int DigestBufferBytes = 256 * 1024;

    /// <summary>A segment that is shorter than its seal says is believed to be so when it has not grown for this long.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(2);

    private readonly Ledger _ledger;
    private readonly MetricCatalog _catalog;
    private readonly SegmentSet _segments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SealReader _reader;

    // Accounted for, or not to be; by their paths.
    private readonly Dictionary<FileIdentity, string> _done = [];

    // Without their segment, by the time they were first seen so.
    private readonly Dictionary<FileIdentity, long> _alone = [];
    private bool _hasLooked;

    public SealKeeper(
        Ledger ledger, MetricCatalog catalog, SegmentSet segments, TimeProvider time, ILogger logger)
    {
        _ledger = ledger;
        _catalog = catalog;
        _segments = segments;
        _time = time;
        _logger = logger;
        _reader = new SealReader(logger);
    }

    /// <summary>
    /// Whether nothing is known of what earlier processes read: seals that stand alone at the start are then history.
    /// </summary>
    public bool IsNewLife { get; set; }

    /// <summary>Accounts for every seal of which the segment is counted.</summary>
    public void Reconcile(VolumeListing found)
    {
        _reader.Keep(found.Seals);
        ForgetGone(found);
        var open = found.Seals.Where(seal => !_done.ContainsKey(seal.Facts.Identity)).ToList();
        if (open.Count > 0) Reconcile(open, found, _segments.All.ToLookup(segment => segment.Path, StringComparer.Ordinal));
        _hasLooked |= found.Uncertain.Count == 0;
    }

    private void ForgetGone(VolumeListing found)
    {
        if (_done.Count == 0 && _alone.Count == 0) return;

        var present = found.Seals.Select(seal => seal.Facts.Identity).ToHashSet();
        foreach (var (seal, path) in _done)
        {
            if (!present.Contains(seal) && !found.MayBeThere(path)) _done.Remove(seal);
        }

        foreach (var seal in _alone.Keys)
        {
            if (!present.Contains(seal)) _alone.Remove(seal);
        }
    }

    private void Reconcile(List<DiscoveredFile> seals, VolumeListing found, ILookup<string, TailedSegment> tailed)
    {
        var known = new Lazy<Dictionary<string, KeyValuePair<FileIdentity, SegmentProgress>>>(KnownByPath);
        foreach (var file in seals)
        {
            var path = file.Entry.LivePath;
            var isFinal = true;
            if (!SegmentName.TryParse(Path.GetFileName(path), out _) || _reader.Read(file, out isFinal) is not { } seal)
            {
                if (isFinal) _done[file.Facts.Identity] = file.Path;
            }
            else if (tailed[path].LastOrDefault() is { } segment) Settle(file, seal, segment);
            else if (!found.MayBeThere(path)) SettleAlone(file, seal, path, known.Value);
        }
    }

    private Dictionary<string, KeyValuePair<FileIdentity, SegmentProgress>> KnownByPath()
    {
        var known = new Dictionary<string, KeyValuePair<FileIdentity, SegmentProgress>>(StringComparer.Ordinal);
        foreach (var segment in _ledger.KnownSegments()) known[segment.Value.Path] = segment;
        return known;
    }

    private void Settle(DiscoveredFile file, Seal seal, TailedSegment segment)
    {
        if (segment.IsQueued || segment.HasFailed) return;

        var isShort = segment.IsAtEnd && _time.GetElapsedTime(segment.LastGrowth) >= ShortPatience;
        if (!segment.IsSettled && segment.CountedOffset < seal.Bytes && !isShort) return;

        _done[file.Facts.Identity] = file.Path;
        if (segment.IsSettled) return;

        var progress = segment.Progress;
        var isRight = progress.Offset == seal.Bytes && progress.Lines == seal.Lines && HashOf(segment) == seal.Hash;
        segment.IsSettled = true;
        Commit(segment.Identity, segment.Progress, seal, isRight);
        if (isRight) Log.Verified(_logger, segment.Path, seal.Lines, seal.Bytes);
        else Log.Mismatch(_logger, segment.Path, seal.Lines, seal.Bytes, progress.Lines, progress.Offset);
    }

    /// <returns>Null if it cannot be read again.</returns>
    private static ulong? HashOf(TailedSegment segment)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(DigestBufferBytes);
        try
        {
            segment.Content.CatchUpDigest(segment.File, segment.Framer.CommittableOffset, buffer);
            return segment.Content.Digest?.Hash;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The segment is not being read: it rests, it is gone, or it went before anybody read it.</summary>
    private void SettleAlone(
        DiscoveredFile file, Seal seal, string path,
        Dictionary<string, KeyValuePair<FileIdentity, SegmentProgress>> segments)
    {
        var isKnown = segments.TryGetValue(path, out var known);
        if (isKnown && known.Value.IsSettled)
        {
            _done[file.Facts.Identity] = file.Path;
            return;
        }

        if (!isKnown && IsNewLife && !_hasLooked)
        {
            _done[file.Facts.Identity] = file.Path;
            return;
        }

        // To be opened with the next scan, or refused, which has been said. A listing may also show the younger of two only.
        if (FileSystemFacts.TryGet(path, out _) || _alone.TryAdd(file.Facts.Identity, _time.GetTimestamp()))
        {
            _segments.Reopen(path);
            return;
        }

        if (_time.GetElapsedTime(_alone[file.Facts.Identity]) < ShortPatience) return;

        _alone.Remove(file.Facts.Identity);
        _done[file.Facts.Identity] = file.Path;
        var progress = isKnown ? known.Value : new SegmentProgress { Path = path };
        var isRight = progress.Offset == seal.Bytes && progress.Lines == seal.Lines;
        if (!isRight) Log.Alone(_logger, path, seal.Lines - progress.Lines, seal.Bytes - progress.Offset);
        var end = progress with { IsSettled = true, Size = progress.Offset };
        var identity = isKnown ? known.Key : file.Facts.Identity;
        Commit(identity, end, seal, isRight, LossReason.Vanished);
        _segments.RememberWhileSealed(identity, path);
    }

    private void Commit(
        FileIdentity segment, SegmentProgress progress, Seal seal, bool isRight, string reason = LossReason.SealMismatch)
    {
        var books = new StreamBooks(_catalog, StreamName.Of(progress.Path));
        List<Booking> bookings = [books.Seal(isRight), .. books.Dropped(seal.Dropped)];
        if (seal.Dropped.Count > 0) Log.Dropped(_logger, progress.Path, Bytes.Sum(seal.Dropped.Values), string.Join(", ", seal.Dropped.Keys));
        if (!isRight)
        {
            bookings.Add(books.LostLines(reason, Math.Max(0, seal.Lines - progress.Lines)));
            bookings.Add(books.LostBytes(reason, Math.Max(0, seal.Bytes - progress.Offset)));
        }

        if (seal.TornBytes > 0)
        {
            bookings.Add(books.LostLines(LossReason.Torn, 1));
            bookings.Add(books.LostBytes(LossReason.Torn, seal.TornBytes));
        }

        _ledger.Commit(segment, progress, [.. bookings]);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SealVerified, LogLevel.Debug, "{Path} holds the {Lines} lines and {Bytes} bytes of its seal")]
        public static partial void Verified(ILogger logger, string path, long lines, long bytes);

        [LoggerMessage(EventIds.SealMismatch, LogLevel.Error,
            "{Path} should hold {SealLines} lines in {SealBytes} bytes, as its seal says, but {Lines} lines in {Bytes} bytes "
            + "were counted, or their hash is another. Somebody changed it after it was written")]
        public static partial void Mismatch(
            ILogger logger, string path, long sealLines, long sealBytes, long lines, long bytes);

        [LoggerMessage(EventIds.SealAlone, LogLevel.Warning,
            "{Path} is gone, and {Lines} lines in {Bytes} bytes that were in it, as its seal says, were not counted: "
            + "they are lost. Something deletes logs before they are read")]
        public static partial void Alone(ILogger logger, string path, long lines, long bytes);

        [LoggerMessage(EventIds.GeneratorDropped, LogLevel.Warning,
            "The generator dropped {Lines} lines before it finished {Path}: {Reasons}")]
        public static partial void Dropped(ILogger logger, string path, long lines, string reasons);
    }
}
