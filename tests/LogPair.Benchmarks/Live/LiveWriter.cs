using System.Diagnostics;
using LogPair.Benchmarks.Workload;
using LogPair.Benchmarks.Workload.Lines;

namespace LogPair.Benchmarks.Live;

/// <summary>Writes lines at a steady rate, each by a system call of its own as an unbuffered logger does.</summary>
internal sealed class LiveWriter : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TruthBuilder _truth = new(DataSets.Clef.Levels);
    private readonly FileStream _file;
    private readonly LineBuffer _buffer;
    private readonly ILineSource _lines;

    public LiveWriter(string path, ulong seed)
    {
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _buffer = new LineBuffer(_file);
        _lines = DataSets.Clef.Open(new SplitMix64(seed), _buffer, _truth);
    }

    public long Lines => _truth.Lines;

    /// <summary>What has been written so far.</summary>
    public Truth Truth() => _truth.Build(seed: 0, _buffer.Length);

    public void WriteLine()
    {
        _lines.WriteNext();
        _buffer.Flush();
    }

    /// <summary>Writes for a while, evenly within a millisecond; time lost to others is made up for.</summary>
    public async Task WriteAsync(int linesPerSecond, TimeSpan span, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Tick);
        var started = Stopwatch.GetTimestamp();
        for (long written = 0, total = (long)(linesPerSecond * span.TotalSeconds); written < total;)
        {
            await timer.WaitForNextTickAsync(cancel);
            var due = Math.Min((long)(Stopwatch.GetElapsedTime(started).TotalSeconds * linesPerSecond), total);
            for (; written < due; written++) WriteLine();
        }
    }

    public void Dispose() => _file.Dispose();
}
