using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline;

/// <summary>The segments being tailed, kept in step with what a scan found.</summary>
/// <remarks>Changed by the tailing loop only; <see cref="All"/> may be read by anybody.</remarks>
internal sealed partial class SegmentSet : IDisposable
{
    // Far more than a rotation keeps; their entries make every checkpoint longer, so there must be an end.
    private const int MaxOutOfSight = 1000;

    private readonly Ledger _ledger;
    private readonly int _maxLineBytes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<FileIdentity, TailedSegment> _byIdentity = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    // Let go, oldest first, but still somewhere on the volume: the ledger knows how far they are counted.
    private readonly Queue<FileIdentity> _outOfSight = new();
    private TailedSegment[] _all = [];
    private bool _hasLooked;
    private volatile int _refusedCount;

    public SegmentSet(Ledger ledger, int maxLineBytes, TimeProvider time, ILogger logger)
    {
        _ledger = ledger;
        _maxLineBytes = maxLineBytes;
        _time = time;
        _logger = logger;
    }

    /// <summary>How long a segment must be quiet at its end, since its name is gone, before it is let go.</summary>
    /// <remarks>Its writer may still hold it open and go on writing.</remarks>
    public static TimeSpan QuietBeforeLettingGo { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<TailedSegment> All => Volatile.Read(ref _all);

    /// <summary>Bytes written and not yet counted, over all segments.</summary>
    public long LagBytes => All.Sum(segment => segment.LagBytes);

    /// <summary>Files that match an input but cannot be read.</summary>
    public int Refused => _refusedCount;

    /// <summary>Opens what is new, follows renames, lets go of what is gone and counted.</summary>
    public void Reconcile(IReadOnlyList<DiscoveredFile> found)
    {
        var present = new HashSet<FileIdentity>();
        foreach (var file in found)
        {
            present.Add(file.Facts.Identity);
            if (!_byIdentity.TryGetValue(file.Facts.Identity, out var segment)) TryOpen(file);
            else Keep(segment, file.Path);
        }

        ForgetRefused(found);
        LetGo(present);
        if (!_hasLooked) RememberUnseen(present);
        _hasLooked = true;
        Volatile.Write(ref _all, [.. _byIdentity.Values]);
    }

    public void Dispose()
    {
        foreach (var segment in _byIdentity.Values) segment.Dispose();
    }

    private void TryOpen(DiscoveredFile found)
    {
        if (!SegmentFile.TryOpen(found.Path, out var file, out var reason))
        {
            if (_refused.TryGetValue(found.Path, out var known) && known == reason) return;
            _refused[found.Path] = reason;
            Log.FileRefused(_logger, found.Path, reason);
            return;
        }

        _refused.Remove(found.Path);
        var facts = file.GetFacts();
        if (facts.Identity != found.Facts.Identity)
        {
            // Replaced between the scan and now: the next scan sees the new file.
            file.Dispose();
            return;
        }

        var isKnown = _ledger.TryGetProgress(facts.Identity, out var progress);
        var segment = new TailedSegment(file, found with { Facts = facts }, progress, _maxLineBytes)
        {
            LastGrowth = _time.GetTimestamp(),
        };
        _byIdentity.Add(facts.Identity, segment);
        if (isKnown) Log.SegmentResumed(_logger, found.Path, progress.Offset, facts.Size);
        else Log.SegmentOpened(_logger, found.Path, facts.Size);
    }

    private static void Keep(TailedSegment segment, string path)
    {
        segment.GoneSince = null;
        if (!segment.IsQueued) segment.Path = path;
    }

    private void ForgetRefused(IReadOnlyList<DiscoveredFile> found)
    {
        if (_refused.Count > 0)
        {
            var paths = found.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var path in _refused.Keys.Where(path => !paths.Contains(path)).ToList()) _refused.Remove(path);
        }

        _refusedCount = _refused.Count;
    }

    private void LetGo(HashSet<FileIdentity> present)
    {
        foreach (var segment in _all)
        {
            if (present.Contains(segment.Identity)) continue;

            segment.GoneSince ??= _time.GetTimestamp();
            if (segment.IsQueued || !IsDoneWith(segment, out var isDeleted)) continue;

            _byIdentity.Remove(segment.Identity);
            Log.SegmentGone(_logger, segment.Path, segment.CountedOffset);
            segment.Dispose();
            if (isDeleted) _ledger.Forget(segment.Identity);
            else Remember(segment.Identity);
        }
    }

    private bool IsDoneWith(TailedSegment segment, out bool isDeleted)
    {
        isDeleted = false;
        var isAtEnd = segment.IsRefused || segment.LagBytes == 0 || segment.ExaminedOffset == segment.Size;
        var quietSince = Math.Max(segment.LastGrowth, segment.GoneSince ?? 0);
        if (!isAtEnd || _time.GetElapsedTime(quietSince) < QuietBeforeLettingGo) return false;

        return HasNotGrown(segment, out isDeleted);
    }

    private static bool HasNotGrown(TailedSegment segment, out bool isDeleted)
    {
        try
        {
            var facts = segment.File.GetFacts();
            isDeleted = facts.IsDeleted;
            return facts.Size == segment.Size;
        }
        catch (IOException)
        {
            // The file system is gone, or in trouble. The tailing loop says so; if it comes back, so does the file.
            isDeleted = false;
            return true;
        }
    }

    // Of a checkpoint's segments, those that are not there at the start: gone meanwhile, or about to be mounted.
    private void RememberUnseen(HashSet<FileIdentity> present)
    {
        foreach (var identity in _ledger.KnownSegments().Where(identity => !present.Contains(identity)))
            Remember(identity);
    }

    /// <summary>
    /// A file that was moved, or whose directory cannot be listed, may be seen again and is then no new one.
    /// </summary>
    /// <remarks>Without a birth time, the next file with its inode number could not be told from it.</remarks>
    private void Remember(FileIdentity identity)
    {
        if (identity.BirthTicks == 0)
        {
            _ledger.Forget(identity);
            return;
        }

        _outOfSight.Enqueue(identity);
        if (_outOfSight.Count > MaxOutOfSight && _outOfSight.Dequeue() is var oldest && !_byIdentity.ContainsKey(oldest))
            _ledger.Forget(oldest);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SegmentOpened, LogLevel.Information, "Reading {Path} from its start ({Size} bytes)")]
        public static partial void SegmentOpened(ILogger logger, string path, long size);

        [LoggerMessage(EventIds.SegmentResumed, LogLevel.Information, "Reading {Path} from offset {Offset} of {Size}")]
        public static partial void SegmentResumed(ILogger logger, string path, long offset, long size);

        [LoggerMessage(EventIds.SegmentGone, LogLevel.Information, "{Path} is gone, counted to its end at {Offset}")]
        public static partial void SegmentGone(ILogger logger, string path, long offset);

        [LoggerMessage(EventIds.FileRefused, LogLevel.Warning,
            "Cannot read {Path}: {Reason}. It is tried again at every scan; "
            + "give the processor's user or group read permission")]
        public static partial void FileRefused(ILogger logger, string path, string reason);
    }
}
