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
    private WaitingFile[] _waiting = [];
    private bool _hasLooked;

    // For which there was no time at the last scan.
    private HashSet<FileIdentity> _postponed = [];

    // Where nobody could look when it was last tried.
    private HashSet<string>? _looked;

    // Until the backlog was read once, what is not decided is as good as unread. Later it is most likely a copy, made by
    // a rotation, of what is counted.
    private bool _isCatchingUp = true;

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
        _refused = new RefusedFiles(_departures, ledger, catalog, logger);
        _opener = new SegmentOpener(ledger, catalog, maxLineBytes, time, logger);
    }

    /// <summary>How long a segment must be quiet at its end, since its name is gone, before it is let go.</summary>
    /// <remarks>Its writer may still hold it open and go on writing.</remarks>
    public static TimeSpan QuietBeforeLettingGo { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<TailedSegment> All => Volatile.Read(ref _all);

    /// <summary>How far behind each stream is.</summary>
    public StreamLags Streams { get; }

    /// <summary>Bytes of deleted files that are held open: gone from the listing, but not from the volume.</summary>
    public long HeldBytes => Bytes.Sum(All.Where(segment => segment.GoneSince is not null).Select(segment => segment.Size));

    /// <summary>Bytes written and not yet counted, over all segments.</summary>
    public long LagBytes => Bytes.Sum(
        All.Select(segment => segment.LagBytes).Concat(Waiting.Select(file => file.Bytes)));

    /// <summary>How long the oldest of these bytes that is in an open file has been waiting.</summary>
    public TimeSpan LagTime => All.Select(segment => segment.Wait.Age(_time)).DefaultIfEmpty().Max();

    /// <summary>Files to be read that are not open yet, as of the last scan.</summary>
    public IReadOnlyList<WaitingFile> Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether everything was looked at that was there when it was opened.</summary>
    public bool HasReadBacklog => !HasUndecided && All.All(segment =>
        segment.IsRefused || Math.Max(segment.CountedOffset, segment.ExaminedOffset) >= segment.SizeWhenOpened);

    /// <summary>Files that match an input but cannot be read.</summary>
    public int Refused => _refused.Count;

    /// <summary>Some of them.</summary>
    public IReadOnlyList<RefusedFileView> RefusedFiles => _refused.Views;

    /// <summary>
    /// Whether there are files of which it is not decided yet whether they are to be read, or that wait for a file handle.
    /// </summary>
    public bool HasUndecided => _opener.HasUndecided || _unopened > 0 || HasPostponed;

    /// <summary>Whether there was no time to open everything that the last scan found: the next one should come soon.</summary>
    public bool HasPostponed => _postponed.Count > 0;

    /// <summary>Whether lines may wait in files that cannot be read.</summary>
    public bool RefusedHoldLines => _refused.HoldLines;

    /// <summary>Which files of an input the next scan may bring in. For the tailing loop only.</summary>
    public Admission Admit(int input, ScanLimits limits) => new(
        file => _byIdentity.ContainsKey(file) || _refused.Contains(file) || _ledger.Knows(file),
        limits.Files - Held(input, limits),
        () => KnownPaths());

    /// <summary>The name by which a file is known; null if it is not. For the tailing loop only.</summary>
    public string? NameOf(FileIdentity file) => _byIdentity.TryGetValue(file, out var segment) ? segment.Path
        : _ledger.TryGetProgress(file, out var known) ? known.Path
        : null;

    /// <summary>Opens what is new, follows renames, lets go of what is gone and counted.</summary>
    /// <param name="found">What the scan found.</param>
    public void Reconcile(VolumeListing found)
    {
        _refused.Take(found.Refused, found);
        var present = found.Files.Select(file => file.Facts.Identity).ToHashSet();
        var live = LiveFiles(found);
        bool IsBusy(string livePath) =>
            _byIdentity.Values.Any(segment => segment.IsQueued && segment.LivePath == livePath);
        bool IsHere(FileIdentity identity) => present.Contains(identity) || IsStillRead(identity);

        _isCatchingUp = _isCatchingUp && !(_hasLooked && HasReadBacklog);
        _unopened = 0;
        var patience = new OpeningTime(_time, found);
        var waiting = new List<WaitingFile>();
        var unknown = new List<DiscoveredFile>();
        foreach (var file in InTurn(found.Files))
        {
            if (_byIdentity.TryGetValue(file.Facts.Identity, out var segment)) Keep(segment, file.Entry);
            else if (_resting.IsResting(file)) continue;
            else if (_refused.IsHopeless(file)) continue;
            else if (!patience.Has(file.Input)) Postpone(file);
            else if (file.Entry.Role == EntryRole.Live || _ledger.Knows(file.Facts.Identity))
                patience.Take(file.Input, () => Open(file, live, IsHere, waiting));
            else unknown.Add(file);
        }

        // Whether a rolled file is a copy depends on what became of its original, so that is looked at first.
        if (unknown.Count > 0) NoticeTruncations();
        foreach (var file in unknown)
        {
            if (!patience.Has(file.Input)) Postpone(file);
            else if (!IsBusy(file.Entry.LivePath)) patience.Take(file.Input, () => Open(file, live, IsHere, waiting));
        }

        // What could not be listed is not gone.
        var succession = new Succession(found);
        TakeGone(present, found);
        LookForUnseen(present, found);
        LetGo(present, found, succession);

        LetRest(found, succession);
        Volatile.Write(ref _all, [.. _byIdentity.Values]);
        Volatile.Write(ref _waiting, [.. waiting]);
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

    // Those that had to wait come first: what is tried again with every scan would otherwise take all the time there is.
    private IEnumerable<DiscoveredFile> InTurn(IReadOnlyList<DiscoveredFile> files)
    {
        var waited = _postponed;
        _postponed = [];
        return waited.Count == 0 ? files : files.OrderByDescending(file => waited.Contains(file.Facts.Identity));
    }

    private void Postpone(in DiscoveredFile file) => _postponed.Add(file.Facts.Identity);

    private static Dictionary<string, DiscoveredFile> LiveFiles(VolumeListing found)
    {
        var live = new Dictionary<string, DiscoveredFile>(StringComparer.Ordinal);
        foreach (var file in found.Files.Where(file => file.Entry.Role == EntryRole.Live)) live[file.Path] = file;
        return live;
    }

    private bool IsStillRead(FileIdentity identity) =>
        _byIdentity.TryGetValue(identity, out var segment) && (segment.IsQueued || !segment.IsAtEnd);

    private void Open(
        DiscoveredFile file, Dictionary<string, DiscoveredFile> live, Func<FileIdentity, bool> isHere,
        List<WaitingFile> waiting)
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
            var counted = _ledger.TryGetProgress(file.Facts.Identity, out var progress) ? progress.Offset : 0;
            waiting.Add(new WaitingFile(StreamName.Of(file.Path), Math.Max(0, file.Facts.Size - counted)));
            return;
        }

        DiscoveredFile? original = live.TryGetValue(file.Entry.LivePath, out var other) ? other : null;
        var opened = _opener.TryOpen(file, original, isHere, out var refusal, out var undecidedBytes);
        if (refusal is not { } problem) _refused.Remove(file.Facts.Identity);
        else if (problem.Reason == RefusalReason.Changed) _refused.Note(file.Path, problem);
        else _refused.Add(file, problem);
        if (opened is not null) _byIdentity.Add(opened.Identity, opened);
        else if (undecidedBytes > 0 && _isCatchingUp) waiting.Add(new WaitingFile(StreamName.Of(file.Path), undecidedBytes));
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
        _refused.TakeGone(present, found);
        foreach (var (file, path, size) in _opener.TakeGone(present, found)) _departures.BookUnopened(file, path, size);
        foreach (var identity in _resting.TakeGone(present, found))
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

        _hasLooked = found.Uncertain.Count == 0;
        if (_hasLooked) LookFor(_ledger.KnownSegments(), present, found);
        else if (_looked is null || !_looked.SetEquals(found.Uncertain)) LookFor(KnownElsewhere(found), present, found);
        _looked = [.. found.Uncertain];
    }

    // Of an input that cannot be looked at, nothing is known yet; that keeps nobody from looking for those of the others.
    private IEnumerable<KeyValuePair<FileIdentity, SegmentProgress>> KnownElsewhere(VolumeListing found) =>
        _ledger.KnownSegments().Where(known => !found.MayBeThere(known.Value.Path));

    private void LookFor(
        IEnumerable<KeyValuePair<FileIdentity, SegmentProgress>> known, HashSet<FileIdentity> present, VolumeListing found)
    {
        var unseen = known
            .Where(segment => !present.Contains(segment.Key) && !_byIdentity.ContainsKey(segment.Key)).ToList();
        var moved = FilesIn(unseen.Select(segment => Path.GetDirectoryName(segment.Value.Path)).Distinct());
        foreach (var (identity, progress) in unseen)
        {
            if (moved.TryGetValue(identity, out var file) && _opener.TryOpenMoved(file, progress) is { } segment)
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

    private static Dictionary<FileIdentity, DiscoveredFile> FilesIn(IEnumerable<string?> directories)
    {
        var globs = directories.OfType<string>().Select(directory => FileGlob.Parse($"{directory}/*")).ToList();
        var found = new VolumeScanner(globs).Scan(_ => Admission.Of(ScanLimits.Default.Files), _ => null);
        return found.Files.ToDictionary(file => file.Facts.Identity);
    }

    private int Held(int input, ScanLimits limits)
    {
        var most = _ledger.Known + _byIdentity.Count + _refused.Known;
        if (most <= limits.Files / 2) return most;

        var held = _ledger.KnownSegments().Where(known => known.Value.Input == input).Select(known => known.Key).ToHashSet();
        held.UnionWith(_byIdentity.Where(open => open.Value.Input == input).Select(open => open.Key));
        return held.Count + _refused.CountOf(input);
    }

    private HashSet<string> KnownPaths()
    {
        var paths = _ledger.KnownSegments().Select(known => known.Value.Path).ToHashSet(StringComparer.Ordinal);
        paths.UnionWith(_byIdentity.Values.Select(segment => segment.Path));
        paths.UnionWith(_refused.Paths);
        return paths;
    }

    private void LetGo(HashSet<FileIdentity> present, VolumeListing found, Succession succession)
    {
        var gone = _byIdentity.Values
            .Where(segment => !present.Contains(segment.Identity) && !found.MayBeThere(segment.Path)).ToList();
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
        foreach (var (segment, _) in _sealed
            .Where(pair => !seals.Contains(pair.Value) && !found.MayBeThere(pair.Value)).ToList())
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
