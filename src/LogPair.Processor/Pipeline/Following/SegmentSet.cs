using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>The segments being tailed, kept in step with what a scan found.</summary>
/// <remarks>Changed by the tailing loop only; <see cref="All"/> may be read by anybody.</remarks>
internal sealed partial class SegmentSet : IDisposable
{
    /// <summary>
    /// Deleted files that are held open because nothing has taken their place: each still takes its space on the volume.
    /// </summary>
    private const int MaxHeld = 100;

    private readonly int _maxOpen;
    private readonly Ledger _ledger;
    private readonly SegmentOpener _opener;
    private readonly Departures _departures;
    private readonly RefusedFiles _refused;
    private readonly RestingSegments _resting = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<FileIdentity, TailedSegment> _byIdentity = [];

    // Gone, but their seals are still there and would pass for those of segments that nobody has read.
    private readonly Dictionary<FileIdentity, string> _sealed = [];
    private TailedSegment[] _all = [];
    private bool _hasLooked;

    // Files that wait until others rest.
    private int _unopened;

    public SegmentSet(
        Ledger ledger, MetricCatalog catalog, int maxLineBytes, TimeProvider time, ILogger logger, int? maxOpen = null)
    {
        _maxOpen = maxOpen ?? OpenFileLimit.Segments;
        _ledger = ledger;
        _time = time;
        _logger = logger;
        Streams = new StreamLags(time);
        _departures = new Departures(ledger, catalog, logger);
        _refused = new RefusedFiles(_departures, logger);
        _opener = new SegmentOpener(ledger, catalog, maxLineBytes, time, logger);
    }

    /// <summary>How long a segment must be quiet at its end, since its name is gone, before it is let go.</summary>
    /// <remarks>Its writer may still hold it open and go on writing.</remarks>
    public static TimeSpan QuietBeforeLettingGo { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<TailedSegment> All => Volatile.Read(ref _all);

    /// <summary>How far behind each stream is.</summary>
    public StreamLags Streams { get; }

    /// <summary>Bytes of deleted files that are held open: gone from the listing, but not from the volume.</summary>
    public long HeldBytes => All.Where(segment => segment.GoneSince is not null).Sum(segment => segment.Size);

    /// <summary>Bytes written and not yet counted, over all segments.</summary>
    public long LagBytes => All.Sum(segment => segment.LagBytes);

    /// <summary>Whether everything was looked at that was there when it was opened.</summary>
    public bool HasReadBacklog => !HasUndecided && All.All(segment =>
        segment.IsRefused || Math.Max(segment.CountedOffset, segment.ExaminedOffset) >= segment.SizeWhenOpened);

    /// <summary>Files that match an input but cannot be read.</summary>
    public int Refused => _refused.Count;

    /// <summary>
    /// Whether there are files of which it is not decided yet whether they are to be read, or that wait for a file handle.
    /// </summary>
    public bool HasUndecided => _opener.HasUndecided || _unopened > 0;

    /// <summary>Paths of the files in <see cref="Refused"/>. For the tailing loop only.</summary>
    public IEnumerable<string> RefusedPaths => _refused.Paths;

    /// <summary>Opens what is new, follows renames, lets go of what is gone and counted.</summary>
    /// <param name="found">What the scan found.</param>
    /// <param name="isComplete">Whether it could look everywhere: otherwise, what it did not find may be there.</param>
    public void Reconcile(VolumeListing found, bool isComplete)
    {
        var present = found.Files.Select(file => file.Facts.Identity).ToHashSet();
        var live = LiveFiles(found);
        bool IsBusy(string livePath) =>
            _byIdentity.Values.Any(segment => segment.IsQueued && segment.LivePath == livePath);
        bool IsHere(FileIdentity identity) => present.Contains(identity) || IsStillRead(identity);

        _unopened = 0;
        var unknown = new List<DiscoveredFile>();
        foreach (var file in found.Files)
        {
            if (_byIdentity.TryGetValue(file.Facts.Identity, out var segment)) Keep(segment, file.Entry);
            else if (_resting.IsResting(file)) continue;
            else if (file.Entry.Role == EntryRole.Live || _ledger.Knows(file.Facts.Identity)) Open(file, live, IsHere);
            else unknown.Add(file);
        }

        // Whether a rolled file is a copy depends on what became of its original, so that is looked at first.
        if (unknown.Count > 0) NoticeTruncations();
        foreach (var file in unknown.Where(file => !IsBusy(file.Entry.LivePath))) Open(file, live, IsHere);

        // What could not be listed is not gone.
        var succession = new Succession(found);
        if (isComplete)
        {
            TakeGone(present, found);
            LookForUnseen(present, found);
            LetGo(present, found, succession);
        }

        LetRest(found, succession);
        Volatile.Write(ref _all, [.. _byIdentity.Values]);
        Streams.Keep(found.Files);
    }

    /// <summary>Has a segment that rests opened again, because there is something new to say of it.</summary>
    public void Reopen(string path) => _resting.Remove(path);

    /// <summary>Keeps what is known of a segment that is gone until its seal is gone too.</summary>
    public void RememberWhileSealed(FileIdentity segment, string path) => _sealed[segment] = path;

    public void Dispose()
    {
        foreach (var segment in _byIdentity.Values) segment.Dispose();
    }

    private static Dictionary<string, DiscoveredFile> LiveFiles(VolumeListing found)
    {
        var live = new Dictionary<string, DiscoveredFile>(StringComparer.Ordinal);
        foreach (var file in found.Files.Where(file => file.Entry.Role == EntryRole.Live)) live[file.Path] = file;
        return live;
    }

    private bool IsStillRead(FileIdentity identity) =>
        _byIdentity.TryGetValue(identity, out var segment) && (segment.IsQueued || !segment.IsAtEnd);

    private void Open(
        DiscoveredFile file, Dictionary<string, DiscoveredFile> live, Func<FileIdentity, bool> isHere)
    {
        // Finding out again where a compressed file ends would mean to decompress it.
        var isDone = file.Entry.Role == EntryRole.Compressed
            && _ledger.TryGetProgress(file.Facts.Identity, out var known) && known.CompressedSize == file.Facts.Size;
        if (isDone)
        {
            _resting.Add(file);
            return;
        }

        if (_byIdentity.Count >= _maxOpen)
        {
            _unopened++;
            return;
        }

        DiscoveredFile? original = live.TryGetValue(file.Entry.LivePath, out var other) ? other : null;
        var opened = _opener.TryOpen(file, original, isHere, out var refusal);
        if (refusal is not null) _refused.Add(file, refusal);
        else _refused.Remove(file.Facts.Identity);
        if (opened is not null) _byIdentity.Add(opened.Identity, opened);
    }

    private void NoticeTruncations()
    {
        foreach (var segment in _byIdentity.Values)
        {
            if (!segment.IsQueued) _opener.NoticeTruncation(segment);
        }
    }

    private static void Keep(TailedSegment segment, VolumeEntry entry)
    {
        segment.GoneSince = null;
        if (!segment.IsQueued) segment.Rename(entry);
    }

    private void TakeGone(HashSet<FileIdentity> present, VolumeListing found)
    {
        _refused.TakeGone(present);
        foreach (var (file, path, size) in _opener.TakeGone(present)) _departures.BookUnopened(file, path, size);
        foreach (var identity in _resting.TakeGone(present))
        {
            if (_ledger.TryGetProgress(identity, out var progress))
            {
                _departures.BookTorn(identity, progress, progress.UnreadBytes);
                Depart(identity, progress.Path, found);
            }
        }

        ForgetUnsealed(found);
    }

    // A segment may have been moved to a name that no input matches, while nobody looked: it is still on the volume.
    private void LookForUnseen(HashSet<FileIdentity> present, VolumeListing found)
    {
        if (_hasLooked) return;

        _hasLooked = true;
        var unseen = _ledger.KnownSegments()
            .Where(known => !present.Contains(known.Key) && !_byIdentity.ContainsKey(known.Key)).ToList();
        var moved = FilesIn(unseen.Select(known => Path.GetDirectoryName(known.Value.Path)).Distinct());
        foreach (var (identity, progress) in unseen)
        {
            if (moved.TryGetValue(identity, out var file)
                && _opener.TryOpenMoved(file.Path, file.Facts, progress) is { } segment)
            {
                segment.GoneSince = _time.GetTimestamp();
                _byIdentity.Add(identity, segment);
                continue;
            }

            // A seal knows better than we do what went.
            if (!IsSealed(progress.Path, found)) _departures.BookVanished(identity, progress);
            Depart(identity, progress.Path, found);
        }
    }

    private static Dictionary<FileIdentity, (string Path, FileFacts Facts)> FilesIn(IEnumerable<string?> directories)
    {
        var files = new Dictionary<FileIdentity, (string Path, FileFacts Facts)>();
        foreach (var path in directories.OfType<string>().SelectMany(directory => FileGlob.Parse($"{directory}/*").Expand()))
        {
            if (FileSystemFacts.TryGet(path, out var facts)) files[facts.Identity] = (path, facts);
        }

        return files;
    }

    private void LetGo(HashSet<FileIdentity> present, VolumeListing found, Succession succession)
    {
        var gone = _byIdentity.Values.Where(segment => !present.Contains(segment.Identity)).ToList();
        if (gone.Count == 0) return;

        foreach (var segment in gone) segment.GoneSince ??= _time.GetTimestamp();
        var tooMany = gone.Count - MaxHeld;
        foreach (var segment in gone.OrderBy(segment => segment.GoneSince))
        {
            if (segment.IsQueued || !IsQuietAtEnd(segment, segment.GoneSince) || !HasNotGrown(segment, out var facts)) continue;
            var mayBeWritten = !facts.IsDeleted || !succession.HasSuccessor(segment);
            if (tooMany-- <= 0 && mayBeWritten) continue;

            LetGo(segment, facts, found);
        }
    }

    private void LetGo(TailedSegment segment, FileFacts facts, VolumeListing found)
    {
        _byIdentity.Remove(segment.Identity);
        Log.SegmentGone(_logger, segment.Path, segment.CountedOffset);
        var progress = segment.Progress;
        segment.Dispose();
        if (facts.IsDeleted && !progress.IsSettled)
            _departures.BookTorn(segment.Identity, progress, facts.Size - progress.Offset);
        Depart(segment.Identity, progress.Path, found);
    }

    private void LetRest(VolumeListing found, Succession succession)
    {
        var facts = found.Files.ToLookup(file => file.Facts.Identity);
        foreach (var segment in _byIdentity.Values.Where(segment => segment.GoneSince is null).ToList())
        {
            if (segment.IsRefused || segment.IsQueued || segment.HasFailed || !MayRest(segment, succession)) continue;
            if (facts[segment.Identity].FirstOrDefault() is not { Path: not null } file || !HasNotGrown(segment, out _)) continue;

            _byIdentity.Remove(segment.Identity);
            _resting.Add(file);
            if (segment.Role == EntryRole.Compressed) FinishCompressed(segment, file);
            segment.Dispose();
        }
    }

    private void FinishCompressed(TailedSegment segment, DiscoveredFile file)
    {
        if (segment.File is CompressedSegmentFile { IsSuspicious: true }) Log.Incomplete(_logger, segment.Path);
        _ledger.Commit(segment.Identity, segment.Progress with { CompressedSize = file.Facts.Size });
    }

    // Where handles are short, whatever is read to its end makes room for what waits; it is opened again when it changes.
    private bool MayRest(TailedSegment segment, Succession succession)
    {
        if (_unopened > 0) return segment.IsAtEnd;

        var isFinished = segment.IsSettled || segment.Role != EntryRole.Live || succession.HasSuccessor(segment);
        return isFinished && IsQuietAtEnd(segment, since: null);
    }

    private bool IsQuietAtEnd(TailedSegment segment, long? since) => segment.IsAtEnd
        && _time.GetElapsedTime(Math.Max(segment.LastGrowth, since ?? 0)) >= QuietBeforeLettingGo;

    private static bool HasNotGrown(TailedSegment segment, out FileFacts facts)
    {
        try
        {
            facts = segment.File.GetFacts();
            return facts.Size == segment.Size;
        }
        catch (IOException)
        {
            // The file system is gone, or in trouble. The tailing loop says so; if it comes back, so does the file.
            facts = default;
            return true;
        }
    }

    private void Depart(FileIdentity segment, string path, VolumeListing found)
    {
        // What its generator has sealed and deleted never comes back. Of anything else somebody may have made a copy.
        var isDone = SegmentName.TryParse(Path.GetFileName(path), out _)
            && (!_ledger.TryGetProgress(segment, out var progress) || progress.IsSettled);
        if (!isDone) _departures.Remember(segment);
        else if (IsSealed(path, found)) RememberWhileSealed(segment, path);
        else _departures.Forget(segment);
    }

    private static bool IsSealed(string path, VolumeListing found) =>
        found.Seals.Any(seal => seal.Entry.LivePath == path);

    private void ForgetUnsealed(VolumeListing found)
    {
        if (_sealed.Count == 0) return;

        var seals = found.Seals.Select(seal => seal.Entry.LivePath).ToHashSet(StringComparer.Ordinal);
        foreach (var (segment, _) in _sealed.Where(pair => !seals.Contains(pair.Value)).ToList())
        {
            _sealed.Remove(segment);
            _departures.Forget(segment);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Incomplete, LogLevel.Warning,
            "{Path} seems to be incomplete: its last bytes tell another length than was read. What it held is counted; "
            + "if it grows, it is read on")]
        public static partial void Incomplete(ILogger logger, string path);

        [LoggerMessage(EventIds.SegmentGone, LogLevel.Information, "{Path} is gone, counted to its end at {Offset}")]
        public static partial void SegmentGone(ILogger logger, string path, long offset);
    }
}
