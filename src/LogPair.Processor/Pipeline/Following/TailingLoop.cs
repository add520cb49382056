using LogPair.Processor.Discovery;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Looks at the volume again and again, and hands segments with unread bytes to the lanes.</summary>
/// <remarks>
/// The directory listing and the sizes of the files are the truth; file events only bring the next look forward.
/// <see cref="Pass"/> is one look and never waits.
/// </remarks>
internal sealed partial class TailingLoop
{
    /// <summary>How often directories are listed when no event asks for it.</summary>
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A scan is followed by a pause of this many times its duration, so that whoever makes events without pause on a
    /// volume with many files does not keep a processor busy.
    /// </summary>
    private const int PauseFactor = 9;

    /// <summary>The same while files wait to be opened.</summary>
    private const int ShortPauseFactor = 3;

    private readonly VolumeScanner _scanner;
    private readonly SegmentSet _segments;
    private readonly SegmentQueue _queue;
    private readonly SealKeeper _seals;
    private readonly Truncations _truncations;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unlisted = new(StringComparer.Ordinal);
    private long _lastScan;
    private TimeSpan _pause;
    private long _lastPass;
    private volatile bool _scanIsDue = true;
    private volatile bool _scanIsSuggested;

    public TailingLoop(
        VolumeScanner scanner, SegmentSet segments, SegmentQueue queue, SealKeeper seals, Truncations truncations,
        TimeProvider time, ILogger logger)
    {
        _scanner = scanner;
        _segments = segments;
        _queue = queue;
        _seals = seals;
        _truncations = truncations;
        _time = time;
        _logger = logger;
        _lastPass = time.GetTimestamp();
    }

    /// <summary>Directories that are to be looked at and do not exist.</summary>
    public IReadOnlyCollection<string> MissingDirectories { get; private set; } = [];

    /// <summary>Whether the last scan could list every directory it met.</summary>
    public bool HasListedAll => _unlisted.Count == 0;

    /// <summary>How long ago the last look was made.</summary>
    public TimeSpan SinceLastPass => _time.GetElapsedTime(Volatile.Read(ref _lastPass));

    /// <summary>When a file was last seen to have changed, or to be there. For whoever makes the passes.</summary>
    public long LastChange { get; private set; }

    /// <summary>Has the next pass list the directories, whenever it comes. From any thread.</summary>
    public void RequestScan() => _scanIsDue = true;

    /// <summary>As <see cref="RequestScan"/>, but it may take a little, because a neighbour may be behind it.</summary>
    public void SuggestScan() => _scanIsSuggested = true;

    /// <summary>
    /// One look: lists the directories if that is due, and queues every segment that has unread bytes.
    /// </summary>
    public PassResult Pass()
    {
        Volatile.Write(ref _lastPass, _time.GetTimestamp());
        var isSuggested = _scanIsSuggested || _segments.HasPostponed || SinceLastScan >= ScanInterval;
        var isPostponed = isSuggested && !_scanIsDue && SinceLastScan < _pause;
        if (_scanIsDue || (isSuggested && !isPostponed)) Scan();

        var began = _time.GetTimestamp();
        var queued = 0;
        var unreadBytes = 0L;
        var hasUnread = _segments.HasUndecided;
        foreach (var segment in _segments.All)
        {
            if (segment.IsQueued)
            {
                hasUnread = true;
                continue;
            }

            var hasNew = LookAt(segment);
            hasUnread |= hasNew || (segment.IsHolding && !segment.HasFailed);
            LastChange = Math.Max(LastChange, segment.LastGrowth);
            if (!hasNew || !_queue.TryAdd(segment)) continue;

            queued++;
            unreadBytes += segment.UnreadBytes;
        }

        return new PassResult(queued, IsIdle: !hasUnread && !isPostponed, _time.GetElapsedTime(began))
        {
            OwesScan = isPostponed && !hasUnread,
            UnreadBytes = unreadBytes,
        };
    }

    private TimeSpan SinceLastScan => _time.GetElapsedTime(_lastScan);

    private void Scan()
    {
        _scanIsDue = _scanIsSuggested = false;
        var began = _time.GetTimestamp();
        var found = _scanner.Scan(input => _segments.Admit(input, _scanner.Limits), _segments.NameOf);
        MissingDirectories = _scanner.Missing;
        _segments.Reconcile(found);
        _seals.Reconcile(found);
        _lastScan = _time.GetTimestamp();
        _pause = _time.GetElapsedTime(began, _lastScan) * (_segments.HasPostponed ? ShortPauseFactor : PauseFactor);
        foreach (var segment in _segments.All)
        {
            if (segment.HasFailed && !segment.IsQueued) segment.ExaminedOffset = -1;
        }

        WarnOfDirectories();
    }

    // Each once, until it is well again.
    private void WarnOfDirectories()
    {
        foreach (var directory in MissingDirectories)
        {
            if (_missing.Add(directory)) Log.DirectoryMissing(_logger, directory);
        }

        _missing.IntersectWith(MissingDirectories);
        foreach (var (directory, reason) in _scanner.Unlisted)
        {
            if (_unlisted.Add(directory)) Log.DirectoryUnlisted(_logger, directory, reason);
        }

        _unlisted.IntersectWith(_scanner.Unlisted.Keys);
    }

    /// <returns>Whether the segment, which no lane has, holds bytes that were not looked at.</returns>
    private bool LookAt(TailedSegment segment)
    {
        if (segment.IsRefused || !TryGetFacts(segment, out var facts)) return false;

        var now = _time.GetTimestamp();
        var size = facts.Size;
        if (size < segment.Framer.CommittableOffset) Restart(segment, size);
        else if (size < segment.ResumeOffset) segment.Framer.Restart(segment.Framer.CommittableOffset);
        if (size != segment.Size) segment.LastGrowth = now;
        segment.Size = size;
        segment.Wait.Look(segment.CountedOffset, size, now);
        if (segment.HasProgressed()) _segments.Streams.Progressed(segment.Stream);

        // A file that was truncated may be just as long again.
        var isRewritten = segment.ModifiedTicks != facts.ModifiedTicks;
        if (isRewritten) LastChange = now;
        segment.ModifiedTicks = facts.ModifiedTicks;
        return (size > segment.ResumeOffset && size != segment.ExaminedOffset) || (isRewritten && size > 0)
            || IsFlushDue(segment);
    }

    // Whatever might belong to what is held would have come by now.
    private bool IsFlushDue(TailedSegment segment)
    {
        if (!segment.IsHolding || segment.HasFailed || segment.Reading is not { } reading
            || _time.GetElapsedTime(segment.LastGrowth) < reading.FlushAfter) return false;

        segment.FlushOffset = segment.Size;
        return true;
    }

    private bool TryGetFacts(TailedSegment segment, out FileFacts facts)
    {
        try
        {
            facts = segment.File.GetFacts();
            segment.HasLookFailed = false;
            return true;
        }
        catch (IOException error)
        {
            if (!segment.HasLookFailed) Log.LookFailed(_logger, segment.Path, error.Message);
            segment.HasLookFailed = true;
            facts = default;
            return false;
        }
    }

    private void Restart(TailedSegment segment, long size)
    {
        Log.Truncated(_logger, segment.Path, segment.ResumeOffset, size);
        _truncations.BeginAgain(segment, segment.Size);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DirectoryMissing, LogLevel.Warning,
            "{Directory} does not exist yet: waiting for it. If it should, check the mount and the logs setting")]
        public static partial void DirectoryMissing(ILogger logger, string directory);

        [LoggerMessage(EventIds.DirectoryUnlisted, LogLevel.Warning,
            "Cannot list {Directory}: {Reason} New files in it are not found. Trying again every second; "
            + "give the processor's user or group permission to read and enter it")]
        public static partial void DirectoryUnlisted(ILogger logger, string directory, string reason);

        [LoggerMessage(EventIds.LookFailed, LogLevel.Warning, "Cannot look at {Path}: {Reason}. Trying again")]
        public static partial void LookFailed(ILogger logger, string path, string reason);

        [LoggerMessage(EventIds.Truncated, LogLevel.Warning,
            "{Path} was truncated: {Offset} bytes were read and {Size} are left. Reading it from its start again")]
        public static partial void Truncated(ILogger logger, string path, long offset, long size);
    }
}
