using Microsoft.Win32.SafeHandles;

namespace LogPair.Host.Reload;

/// <summary>Notices that the content of the rules file has changed.</summary>
/// <remarks>
/// It compares what is in the file, again and again: that works for edits, for renames and for the links that
/// Kubernetes swaps when a ConfigMap changes, on every file system, and for a few kilobytes costs nothing beyond
/// waking up, which is why it happens when whatever else there is to do each second is done.
/// A change counts when two looks have found the same: editors empty a file before they fill it.
/// </remarks>
internal sealed class ConfigWatch
{
    /// <summary>Time between two looks.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Time between a look that found a change and the one that finds it at rest: it is in force one second later on
    /// average, and never much more than one and a half.
    /// </summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly TimeProvider _time;
    private ConfigReading _reported;
    private ConfigReading _last;

    // Most looks find the same bytes, and then allocate nothing.
    private byte[] _buffer = new byte[4096];
    private byte[]? _lastBytes;

    /// <param name="path">The rules file.</param>
    /// <param name="text">Its content that is in force.</param>
    /// <param name="time">For the interval.</param>
    public ConfigWatch(string path, string text, TimeProvider time)
    {
        _path = path;
        _time = time;
        _last = _reported = new ConfigReading(text, Problem: null);
    }

    /// <summary>Looks until the content is another one than was reported last.</summary>
    public async Task<ConfigReading> NextAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (true)
        {
            if (IsChanging) await Task.Delay(Rest, _time, cancel);
            else await timer.WaitForNextTickAsync(cancel);
            if (Look() is { } changed) return changed;
        }
    }

    /// <summary>One look.</summary>
    /// <returns>The content, if it is another one than was reported last and has come to rest; else null.</returns>
    public ConfigReading? Look()
    {
        var reading = Read();
        var isAtRest = reading == _last;
        _last = reading;
        if (!isAtRest || reading == _reported) return null;

        _reported = reading;
        return reading;
    }

    private bool IsChanging => _last != _reported;

    private ConfigReading Read()
    {
        try
        {
            using var file = File.OpenHandle(_path, share: FileShare.ReadWrite | FileShare.Delete);
            var bytes = ReadAll(file);
            if (_last.Text is not null && _lastBytes is not null && bytes.SequenceEqual(_lastBytes)) return _last;

            _lastBytes = bytes.ToArray();
            using var reader = new StreamReader(new MemoryStream(_lastBytes));
            return new ConfigReading(reader.ReadToEnd(), Problem: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ConfigReading(Text: null, $"{_path}: cannot read it: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <returns>In the buffer.</returns>
    private ReadOnlySpan<byte> ReadAll(SafeFileHandle file)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, 2 * length);
            var read = RandomAccess.Read(file, _buffer.AsSpan(length), length);
            if (read == 0) return _buffer.AsSpan(0, length);

            length += read;
        }
    }
}
