namespace LogPair.Processor.Discovery;

/// <summary>
/// One kind of event in one directory, begun again when the watcher dies or the directory is replaced.
/// </summary>
/// <remarks>
/// FileSystemWatcher stops for good, without saying so, after an overflow of its queue and when its directory is
/// deleted and made again. It is therefore thrown away on any error and whenever the directory's identity changed.
/// </remarks>
internal sealed class DirectoryWatch : IDisposable
{
    private readonly string _directory;
    private readonly NotifyFilters _filter;
    private readonly Action _hint;
    private readonly Action<string, string> _refused;
    private FileSystemWatcher? _watcher;
    private FileIdentity _watched;
    private bool _wasRefused;
    private volatile bool _isBroken;

    public DirectoryWatch(string directory, NotifyFilters filter, Action hint, Action<string, string> refused)
    {
        _directory = directory;
        _filter = filter;
        _hint = hint;
        _refused = refused;
    }

    public bool IsUp => _watcher is not null && !_isBroken;

    public void Refresh()
    {
        var exists = FileSystemFacts.TryGet(_directory, out var facts);
        if (exists && IsUp && facts.Identity == _watched) return;

        Stop();
        if (exists) Start(facts.Identity);
    }

    public void Stop()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    public void Dispose() => Stop();

    private void Start(FileIdentity identity)
    {
        var watcher = new FileSystemWatcher(_directory) { NotifyFilter = _filter };
        watcher.Created += (_, _) => _hint();
        watcher.Renamed += (_, _) => _hint();
        watcher.Changed += (_, _) => _hint();
        watcher.Error += (_, error) => OnError(error.GetException());
        _isBroken = false;
        try
        {
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
            _watched = identity;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher.Dispose();
            Refuse(error.Message);
        }
    }

    private void OnError(Exception error)
    {
        _isBroken = true;
        if (error is not InternalBufferOverflowException) Refuse(error.Message);
        _hint();
    }

    // A limit that is reached once is likely to stay so: say it once, and go on trying.
    private void Refuse(string reason)
    {
        if (_wasRefused) return;
        _wasRefused = true;
        _refused(_directory, reason);
    }
}
