using System.Globalization;
using LogPair.Contract;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>
/// The file <see cref="VolumeLayout.ConsumedFile"/> of the state directory: a time before which every complete line is
/// durably counted, as its content and as its own time of modification.
/// </summary>
/// <remarks>Replaced whole or not at all. From any thread.</remarks>
internal sealed partial class ConsumedFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private DateTimeOffset? _shown;
    private bool _isFailing;

    public ConsumedFile(string stateDirectory, ILogger logger)
    {
        _path = Path.Combine(stateDirectory, VolumeLayout.ConsumedFile);
        _logger = logger;
    }

    /// <summary>
    /// Takes it away: what a process before said need not hold for a checkpoint that this one resumes from.
    /// </summary>
    public void Remove() => Try(() => File.Delete(_path));

    /// <summary>Whether it says this already.</summary>
    public bool Shows(DateTimeOffset? until)
    {
        lock (_lock) return until == _shown;
    }

    /// <param name="until">Everything before it is durable; null if nothing is known yet.</param>
    public void Show(DateTimeOffset? until)
    {
        lock (_lock)
        {
            if (until is not { } time || time == _shown) return;
            if (Try(() => Replace(time))) _shown = time;
        }
    }

    private void Replace(DateTimeOffset time)
    {
        var temporary = _path + VolumeLayout.TemporarySuffix;
        var text = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture) + "\n";
        File.Delete(temporary);
        using (var file = Create(temporary))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Mode);
            RandomAccess.Write(file, System.Text.Encoding.ASCII.GetBytes(text), fileOffset: 0);
            File.SetLastWriteTimeUtc(file, time.UtcDateTime);
        }

        File.Move(temporary, _path, overwrite: true);
    }

    // CreateNew does not follow a link that somebody planted in a shared directory.
    private static SafeFileHandle Create(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    private bool Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing) Log.ConsumedFailed(_logger, _path, error.Message);
            _isFailing = true;
            return false;
        }

        if (_isFailing) Log.ConsumedRecovered(_logger, _path);
        _isFailing = false;
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConsumedFailed, LogLevel.Warning,
            "Cannot write {Path}: {Reason}. It stays old, or is missing; whoever waits for it waits longer. "
            + "Nothing else suffers")]
        public static partial void ConsumedFailed(ILogger logger, string path, string reason);

        [LoggerMessage(EventIds.ConsumedRecovered, LogLevel.Information, "{Path} can be written again")]
        public static partial void ConsumedRecovered(ILogger logger, string path);
    }
}
