using LogPair.Host.Logging;
using LogPair.Processor.Discovery;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Commands;

/// <summary>Waits for the log directory that is to hold the state as well, in case it is mounted late.</summary>
/// <remarks>
/// Starting without it would create the directory, and the mount would then hide the checkpoint. Any other log
/// directory may come late without harm: the processor looks for it again and again.
/// </remarks>
internal sealed partial class LateVolume
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly string? _root;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    public LateVolume(IEnumerable<string> logs, string stateDirectory, ILogger logger, TimeProvider time)
    {
        var state = Path.GetFullPath(stateDirectory);
        _root = logs.Select(log => FileGlob.Parse(log).Root).FirstOrDefault(root => IsIn(root, state));
        _logger = logger;
        _time = time;
    }

    /// <summary>The directory that is waited for; null if there is nothing to wait for.</summary>
    public string? MissingRoot => _root is null || Directory.Exists(_root) ? null : _root;

    /// <summary>Returns when the directory is there, or on <paramref name="stop"/>.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        if (MissingRoot is not { } missing) return;

        Log.WaitingForVolume(_logger, missing);
        while (MissingRoot is not null && !stop.IsCancellationRequested)
            await Task.Delay(LookAgainAfter, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (MissingRoot is null) Log.VolumeArrived(_logger, missing);
    }

    private static bool IsIn(string root, string path) =>
        path == root || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(EventIds.WaitingForVolume, LogLevel.Warning,
            "Log directory {Directory} does not exist; waiting for it. "
            + "If it is not mounted late, mend --logs or LOGPAIR_LOGS")]
        public static partial void WaitingForVolume(ILogger logger, string directory);

        [LoggerMessage(EventIds.VolumeArrived, LogLevel.Information, "Log directory {Directory} is there now")]
        public static partial void VolumeArrived(ILogger logger, string directory);
    }
}
