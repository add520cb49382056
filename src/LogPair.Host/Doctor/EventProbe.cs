using System.Diagnostics;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor;

/// <summary>Makes an empty file, waits for the event of it, and removes the file, whatever happens.</summary>
internal sealed class EventProbe : IDisposable
{
    private const string Prefix = ".logpair-doctor-";

    // An event takes milliseconds; a machine that is busy may take longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ManualResetEventSlim _over = new();
    private readonly string _directory;
    private readonly string _path;
    private volatile Exception? _failure;

    private EventProbe(string directory)
    {
        _directory = directory;
        _path = Path.Combine(directory, $"{Prefix}{Guid.NewGuid():N}.tmp");
    }

    /// <param name="directory">To be tried.</param>
    /// <param name="inputs">None of them may match the file.</param>
    /// <param name="stop">Gives up; the file is removed all the same.</param>
    public static ProbeResult Run(string directory, IReadOnlyList<FileGlob> inputs, CancellationToken stop)
    {
        using var probe = new EventProbe(directory);
        return inputs.Any(input => input.Matches(probe._path))
            ? new ProbeResult(ProbeOutcome.NotTried, "every name there would be counted")
            : probe.Run(stop);
    }

    public void Dispose() => _over.Dispose();

    private ProbeResult Run(CancellationToken stop)
    {
        using var watcher = new FileSystemWatcher(_directory);
        watcher.NotifyFilter = NotifyFilters.FileName;
        watcher.Created += (_, created) => OnCreated(created.FullPath);
        watcher.Error += (_, error) => OnError(error.GetException());
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return new ProbeResult(ProbeOutcome.Refused, exception.Message.TrimEnd('.'));
        }

        return Touch(stop);
    }

    private ProbeResult Touch(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProbeResult(ProbeOutcome.NotTried, exception.Message.TrimEnd('.'));
        }

        try
        {
            var isOver = _over.Wait(Patience, stop);
            return (isOver, _failure) switch
            {
                (_, { } failure) => new ProbeResult(ProbeOutcome.Refused, failure.Message.TrimEnd('.')),
                (true, _) => new ProbeResult(ProbeOutcome.Arrived, TimeWordsOf(Stopwatch.GetElapsedTime(started))),
                _ => new ProbeResult(ProbeOutcome.Lost, $"none within {TimeWords.Of(Patience)}"),
            };
        }
        finally
        {
            File.Delete(_path);
        }
    }

    private static string TimeWordsOf(TimeSpan time) => $"{Math.Max(1, Math.Round(time.TotalMilliseconds))} ms";

    private void OnCreated(string path)
    {
        if (path == _path) End();
    }

    private void OnError(Exception error)
    {
        _failure = error;
        End();
    }

    // An event may come when nobody waits any more.
    private void End()
    {
        try
        {
            _over.Set();
        }
        catch (ObjectDisposedException)
        {
            // The probe is over.
        }
    }
}
