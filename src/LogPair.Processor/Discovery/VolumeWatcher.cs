namespace LogPair.Processor.Discovery;

/// <summary>Hints that something changed in the watched directories, from file-system events.</summary>
/// <remarks>
/// Events get lost (queue overflow, a replaced directory, network file systems, a system-wide limit on watchers),
/// so nothing depends on them: they only cut short the wait for the next scan. New names are watched for all the time;
/// growth only while <see cref="WatchGrowth"/> is on, because a busy writer makes thousands of such events a second.
/// For one loop, but for <see cref="IsUp"/>.
/// </remarks>
internal sealed class VolumeWatcher : IDisposable
{
    /// <summary>Directories beyond these are polled only.</summary>
    /// <remarks>
    /// Each takes a thread, and one of the 128 inotify instances that the kernel grants a user on a whole node.
    /// </remarks>
    public const int MostDirectories = 16;

    private const NotifyFilters Names = NotifyFilters.FileName | NotifyFilters.DirectoryName;
    private const NotifyFilters NamesAndGrowth = Names | NotifyFilters.Size;

    private readonly IReadOnlyList<FileGlob> _inputs;
    private readonly Action _hint;
    private readonly Action _growth;
    private readonly Action<string, Exception> _refused;
    private readonly Action _restored;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DirectoryWatch> _watches = new(StringComparer.Ordinal);
    private bool _watchGrowth;
    private bool _isRefused;
    private volatile bool _isUp;

    /// <param name="inputs">Their roots need not exist yet.</param>
    /// <param name="hint">Called when there may be other names, on an arbitrary thread; must return at once.</param>
    /// <param name="growth">The same when a file has grown, if <see cref="WatchGrowth"/> is on.</param>
    /// <param name="refused">
    /// Called with a directory and why the system refuses to watch it; not again before all is well again.
    /// </param>
    /// <param name="restored">Called when all is well again.</param>
    /// <param name="time">Clock of the pauses between attempts.</param>
    public VolumeWatcher(
        IReadOnlyList<FileGlob> inputs, Action hint, Action growth, Action<string, Exception> refused,
        Action restored, TimeProvider time)
    {
        _inputs = inputs;
        _hint = hint;
        _growth = growth;
        _refused = refused;
        _restored = restored;
        _time = time;
    }

    /// <summary>Whether every directory that should be watched was when they were last looked at.</summary>
    public bool IsUp => _isUp;

    /// <summary>Whether none of the directories is left out because there are so many.</summary>
    public bool WatchesAll { get; private set; }

    /// <summary>Whether growth of files gives a hint too. Set it when nothing has grown for a while.</summary>
    public bool WatchGrowth
    {
        get => _watchGrowth;
        set
        {
            _watchGrowth = value;
            foreach (var (directory, watch) in _watches)
            {
                if (watch.IsUp) Refresh(directory, watch);
            }
        }
    }

    /// <summary>Begins again where a watch died, or where a directory appeared or was replaced.</summary>
    public void Refresh()
    {
        var wanted = WantedDirectories();
        WatchesAll = wanted.Count <= MostDirectories;
        if (!WatchesAll) wanted.RemoveAt(MostDirectories);
        foreach (var directory in _watches.Keys.Except(wanted).ToList())
        {
            _watches[directory].Dispose();
            _watches.Remove(directory);
        }

        foreach (var directory in wanted)
        {
            if (!_watches.TryGetValue(directory, out var watch))
                _watches[directory] = watch = new DirectoryWatch(directory, _hint, _growth, _time);
            Refresh(directory, watch);
        }

        _isUp = _watches.Values.All(watch => watch.IsUp);
        if (_isRefused && _watches.Values.All(watch => watch.IsStable)) Restore();
    }

    public void Dispose()
    {
        foreach (var watch in _watches.Values) watch.Dispose();
    }

    // Roots before what lies below any of them; one more than are watched, if there are more.
    private List<string> WantedDirectories() =>
    [
        .. _inputs.Select(input => input.Root)
            .Concat(_inputs.SelectMany(GlobDirectories.Of))
            .Distinct(StringComparer.Ordinal)
            .Take(MostDirectories + 1),
    ];

    private void Refresh(string directory, DirectoryWatch watch)
    {
        var problem = watch.Refresh(_watchGrowth ? NamesAndGrowth : Names);
        if (problem is null || _isRefused) return;

        // A limit that is reached once is likely to stay so, for every directory: say it once, and go on trying.
        _isRefused = true;
        _refused(directory, problem);
    }

    private void Restore()
    {
        _isRefused = false;
        _restored();
    }
}
