namespace LogPair.Host.Reload;

/// <summary>Notices that the content of the rules file has changed.</summary>
/// <remarks>
/// It compares what is in the file, again and again: that works for edits, for renames and for the links that
/// Kubernetes swaps when a ConfigMap changes, on every file system, and for a few kilobytes costs nothing.
/// A change counts when two looks have found the same: editors empty a file before they fill it.
/// </remarks>
internal sealed class ConfigWatch
{
    /// <summary>Time between two looks: a change is in force about a second later.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly TimeProvider _time;
    private ConfigReading _reported;
    private ConfigReading _last;

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
        while (true)
        {
            await Task.Delay(Interval, _time, cancel);
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

    private ConfigReading Read()
    {
        try
        {
            return new ConfigReading(File.ReadAllText(_path), Problem: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ConfigReading(Text: null, $"{_path}: cannot read it: {exception.Message.TrimEnd('.')}.");
        }
    }
}
