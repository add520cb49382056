using LogPair.Processor.Discovery;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Files that match an input and cannot be read. Each is told once, and booked if it goes unread.</summary>
/// <remarks>Changed by the tailing loop; <see cref="Count"/> may be read by anybody.</remarks>
internal sealed partial class RefusedFiles(Departures departures, ILogger logger)
{
    private readonly Dictionary<FileIdentity, (string Path, string Reason, long Size)> _refused = [];
    private volatile int _count;

    public int Count => _count;

    /// <summary>Their paths. For the tailing loop only.</summary>
    public IEnumerable<string> Paths => _refused.Values.Select(refused => refused.Path);

    public void Add(DiscoveredFile file, string reason)
    {
        // Links, pipes and devices hold nothing that could be lost.
        var size = file.Facts.IsRegular ? file.Facts.Size : 0;
        var isNew = !_refused.TryGetValue(file.Facts.Identity, out var known) || known.Reason != reason;
        _refused[file.Facts.Identity] = (file.Path, reason, size);
        _count = _refused.Count;
        if (isNew) Log.FileRefused(logger, file.Path, reason);
    }

    public void Remove(FileIdentity file)
    {
        if (_refused.Remove(file)) _count = _refused.Count;
    }

    /// <summary>Drops those that are not there any more.</summary>
    public void TakeGone(HashSet<FileIdentity> present)
    {
        if (_refused.Count == 0) return;

        foreach (var (file, (path, _, size)) in _refused.Where(refused => !present.Contains(refused.Key)).ToList())
        {
            _refused.Remove(file);
            departures.BookUnopened(file, path, size);
        }

        _count = _refused.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.FileRefused, LogLevel.Warning,
            "Cannot read {Path}: {Reason}. It is tried again at every scan; "
            + "give the processor's user or group read permission")]
        public static partial void FileRefused(ILogger logger, string path, string reason);
    }
}
