namespace LogPair.Processor.Discovery;

/// <summary>Hints that something changed in the watched directories, from file-system events.</summary>
/// <remarks>
/// Events get lost (queue overflow, a replaced directory, network file systems, a system-wide limit on watchers),
/// so nothing depends on them: they only cut short the wait for the next scan. New names are watched for all the time;
/// growth only while <see cref="WatchGrowth"/> is on, because a busy writer makes thousands of such events a second.
/// </remarks>
internal sealed class VolumeWatcher : IDisposable
{
    private readonly List<DirectoryWatch> _names;
    private readonly List<DirectoryWatch> _growth;
    private bool _watchGrowth;

    /// <param name="directories">Watched without what lies below them; they need not exist yet.</param>
    /// <param name="hint">Called on any event, on an arbitrary thread; must return at once.</param>
    /// <param name="refused">Called with a directory and a reason when the system refuses to watch it.</param>
    public VolumeWatcher(IEnumerable<string> directories, Action hint, Action<string, string> refused)
    {
        var distinct = directories.Distinct(StringComparer.Ordinal).ToList();
        _names = Watches(NotifyFilters.FileName);
        _growth = Watches(NotifyFilters.Size);

        List<DirectoryWatch> Watches(NotifyFilters filter) =>
            [.. distinct.Select(directory => new DirectoryWatch(directory, filter, hint, refused))];
    }

    /// <summary>Whether every directory that exists is watched for new names.</summary>
    public bool IsUp => _names.TrueForAll(watch => watch.IsUp);

    /// <summary>Whether growth of files gives a hint too. Set it when nothing has grown for a while.</summary>
    public bool WatchGrowth
    {
        get => _watchGrowth;
        set
        {
            _watchGrowth = value;
            if (value) Refresh();
            else _growth.ForEach(watch => watch.Stop());
        }
    }

    /// <summary>Begins again where a watch died, or where a directory appeared or was replaced.</summary>
    public void Refresh()
    {
        _names.ForEach(watch => watch.Refresh());
        if (_watchGrowth) _growth.ForEach(watch => watch.Refresh());
    }

    public void Dispose()
    {
        _names.ForEach(watch => watch.Dispose());
        _growth.ForEach(watch => watch.Dispose());
    }
}
