using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// The oracle: an independent reader that opens every file of the writer while it has a name, and counts every complete
/// line in it. What a killed writer wrote is what is on the volume, so nobody needs to be asked.
/// </summary>
/// <remarks>
/// It follows inodes, so renames do not matter. Holding a deleted file keeps its inode from being used again, which
/// would spare the processor one of the faults; therefore <see cref="EvidenceRelease"/>.
/// </remarks>
internal sealed class Evidence : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly LineTally _tally = new();
    private readonly Dictionary<ulong, EvidenceFile> _files = [];
    private readonly string _directory;
    private readonly Predicate<string> _isSegment;
    private readonly EvidenceRelease _release;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    /// <param name="directory">Looked at, without those below it.</param>
    /// <param name="isSegment">Told a name; false for copies, compressed files and seals.</param>
    /// <param name="release">When a deleted file is let go.</param>
    public Evidence(string directory, Predicate<string> isSegment, EvidenceRelease release)
    {
        _directory = directory;
        _isSegment = isSegment;
        _release = release;
        _reading = Task.Run(ReadOnAsync);
    }

    /// <summary>Complete lines seen so far.</summary>
    public long Lines
    {
        get
        {
            lock (_lock) return _tally.Lines;
        }
    }

    /// <summary>Their bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _tally.Bytes;
        }
    }

    /// <summary>What the evidence itself has missed: then the run proves nothing. Null if nothing.</summary>
    public string? Gap
    {
        get
        {
            lock (_lock) return _tally.Gap;
        }
    }

    /// <summary>Records of one slot.</summary>
    public long OfSlot(int slot)
    {
        lock (_lock) return _tally.OfSlot(slot);
    }

    public IReadOnlyDictionary<string, double> Series()
    {
        lock (_lock) return _tally.Series();
    }

    /// <summary>Sees everything that is on the volume now. To be called before a file is deleted.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            OpenNew();
            foreach (var file in _files.Values.ToList())
            {
                if (file.ReadToEnd() && _release == EvidenceRelease.WhenDeleted) Release(file);
            }
        }
    }

    /// <summary>Lets go of what was deleted. The caller knows that the writer has nothing deleted open.</summary>
    public void ReleaseDeleted()
    {
        lock (_lock)
        {
            OpenNew();
            foreach (var file in _files.Values.ToList())
            {
                if (file.ReadToEnd()) Release(file);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        foreach (var file in _files.Values) file.Dispose();
        _stop.Dispose();
    }

    private async Task ReadOnAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_stop.IsCancellationRequested)
        {
            Refresh();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private void OpenNew()
    {
        foreach (var path in Directory.GetFiles(_directory))
        {
            if (!_isSegment(Path.GetFileName(path)) || Native.TryOpen(path) is not { } handle) continue;
            var file = new EvidenceFile(handle, _tally);
            if (!_files.TryAdd(file.Inode, file)) file.Dispose();
        }
    }

    private void Release(EvidenceFile file)
    {
        _files.Remove(file.Inode);
        file.Dispose();
    }
}
