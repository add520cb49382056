using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>What matches an input and is not read. Each is counted and told once, and booked if it goes unread.</summary>
/// <remarks>Changed by the tailing loop; <see cref="Count"/>, <see cref="HoldLines"/> and <see cref="Views"/> may be read by anybody.</remarks>
internal sealed partial class RefusedFiles(Departures departures, Ledger ledger, MetricCatalog catalog, ILogger logger)
{
    private const int MostShown = 100;

    private readonly Dictionary<FileIdentity, Entry> _refused = [];

    // Of what is too many to be kept one by one, how many there were at the last scan.
    private readonly Dictionary<Crowd, int> _crowds = [];
    private volatile int _count;
    private volatile bool _holdLines;
    private volatile RefusedFileView[] _views = [];

    /// <summary>Those that have the name of a file.</summary>
    public int Count => _count;

    /// <summary>Whether lines in them are waiting to be counted, as far as anybody can tell.</summary>
    public bool HoldLines => _holdLines;

    /// <summary>Some of them, for people.</summary>
    public IReadOnlyList<RefusedFileView> Views => _views;

    /// <summary>Kept one by one.</summary>
    public int Known => _refused.Count;

    /// <summary>For the tailing loop only.</summary>
    public IEnumerable<string> Paths => _refused.Values.Select(refused => refused.Path);

    public bool Contains(FileIdentity file) => _refused.ContainsKey(file);

    /// <summary>Whether a file was found to be damaged, and has not changed since: finding out again may take long.</summary>
    public bool IsHopeless(in DiscoveredFile file) =>
        _refused.TryGetValue(file.Facts.Identity, out var entry) && entry.Refusal.Reason == RefusalReason.Damaged
        && entry.Size == file.Facts.Size && entry.ModifiedTicks == file.Facts.ModifiedTicks;

    public int CountOf(int input) => _refused.Values.Count(refused => refused.Input == input);

    /// <summary>A file that could not be opened.</summary>
    public void Add(in DiscoveredFile file, in Refusal refusal)
    {
        // Links, pipes and devices hold nothing that could be lost.
        var size = file.Facts.IsRegular ? file.Facts.Size : 0;
        var entry = new Entry(file.Path, refusal, size, file.Input, IsFile: true, IsFromScan: false)
        {
            ModifiedTicks = file.Facts.ModifiedTicks,
        };
        Add(file.Facts.Identity, entry);
        Sum();
    }

    /// <summary>What the scan would not even have opened.</summary>
    public void Take(IReadOnlyList<RefusedEntry> entries, VolumeListing found)
    {
        if (entries.Count == 0 && _refused.Count == 0 && _crowds.Count == 0) return;

        var seen = new HashSet<FileIdentity>();
        var crowds = new Dictionary<Crowd, int>();
        foreach (var entry in entries)
        {
            if (entry.Facts.Identity == default) crowds[Crowd.Of(entry)] = TakeCrowd(entry);
            else
            {
                seen.Add(entry.Facts.Identity);
                Add(
                    entry.Facts.Identity,
                    new Entry(entry.Path, entry.Refusal, Size: 0, entry.Input, entry.IsFile, IsFromScan: true));
            }
        }

        foreach (var crowd in _crowds.Keys.Except(crowds.Keys).ToList()) _crowds.Remove(crowd);
        foreach (var (crowd, count) in crowds) _crowds[crowd] = count;

        foreach (var (file, entry) in _refused)
        {
            if (entry.IsFromScan && !seen.Contains(file) && !found.MayBeThere(entry.Path)) _refused.Remove(file);
        }

        Sum();
    }

    /// <summary>Something was turned down that need not be kept in mind.</summary>
    public void Note(string path, in Refusal refusal)
    {
        CountOne(refusal.Reason, 1);
        Log.RefusedOnce(logger, path, refusal.Text);
    }

    public void Remove(FileIdentity file)
    {
        if (_refused.Remove(file)) Sum();
    }

    /// <summary>Drops those that could not be opened and are not there any more.</summary>
    public void TakeGone(HashSet<FileIdentity> present, VolumeListing found)
    {
        if (_refused.Count == 0) return;

        foreach (var (file, gone) in _refused)
        {
            if (gone.IsFromScan || present.Contains(file) || found.MayBeThere(gone.Path)) continue;

            _refused.Remove(file);
            departures.BookUnopened(file, gone.Path, gone.Size);
        }

        Sum();
    }

    private void Add(FileIdentity file, Entry entry)
    {
        var isNew = !_refused.TryGetValue(file, out var known) || known.Refusal.Reason != entry.Refusal.Reason;
        _refused[file] = entry;
        if (!isNew) return;

        CountOne(entry.Refusal.Reason, 1);
        Log.FileRefused(logger, entry.Path, entry.Refusal.Text, MetricCatalog.ReasonName($"{entry.Refusal.Reason}"));
    }

    private int TakeCrowd(in RefusedEntry crowd)
    {
        var before = _crowds.GetValueOrDefault(Crowd.Of(crowd));
        if (crowd.Count > before) CountOne(crowd.Refusal.Reason, crowd.Count - before);
        if (before == 0)
            Log.CrowdRefused(logger, crowd.Path, crowd.Refusal.Text, MetricCatalog.ReasonName($"{crowd.Refusal.Reason}"));
        return crowd.Count;
    }

    private void CountOne(RefusalReason reason, int count) =>
        ledger.Commit(new Booking(catalog.RefusedFiles, catalog.RefusalReasons[(int)reason], count));

    private void Sum()
    {
        _count = _refused.Values.Count(refused => refused.IsFile) + _crowds.Values.Sum();
        _holdLines = _refused.Values.Any(refused => refused is { IsFile: true, Refusal.HoldsLines: true })
            || _crowds.Keys.Any(crowd => crowd.Reason == RefusalReason.TooMany);
        _views =
        [
            .. _refused.Values.Where(refused => refused.IsFile).Take(MostShown)
                .Select(refused => new RefusedFileView(refused.Path, refused.Refusal.Text)),
        ];
    }

    /// <summary>Too many of one kind in one input, which are told together.</summary>
    private readonly record struct Crowd(string Path, RefusalReason Reason, bool IsFile)
    {
        public static Crowd Of(in RefusedEntry entry) => new(entry.Path, entry.Refusal.Reason, entry.IsFile);
    }

    /// <param name="Path">Safe to be shown.</param>
    /// <param name="Refusal">Why.</param>
    /// <param name="Size">Bytes that are lost if it goes.</param>
    /// <param name="Input">Index of the input.</param>
    /// <param name="IsFile">Whether it has the name of a file of the input.</param>
    /// <param name="IsFromScan">Whether every scan says so; otherwise the attempt to open it did.</param>
    private readonly record struct Entry(
        string Path, Refusal Refusal, long Size, int Input, bool IsFile, bool IsFromScan)
    {
        public long ModifiedTicks { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.FileRefused, LogLevel.Warning,
            "{Path} {Problem}. It is looked at again with every scan ({Reason})")]
        public static partial void FileRefused(ILogger logger, string path, string problem, string reason);

        [LoggerMessage(EventIds.CrowdRefused, LogLevel.Warning,
            "{Path} {Problem}. It is looked at again with every scan ({Reason})")]
        public static partial void CrowdRefused(ILogger logger, string path, string problem, string reason);

        [LoggerMessage(EventIds.RefusedOnce, LogLevel.Information, "{Path} {Problem}. The next scan looks at it again")]
        public static partial void RefusedOnce(ILogger logger, string path, string problem);
    }
}
