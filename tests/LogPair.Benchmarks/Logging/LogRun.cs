using System.Runtime;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;
using Serilog;

namespace LogPair.Benchmarks.Logging;

/// <summary>Logs events in this process and says what they cost. Each round has a logger and a directory of its own.</summary>
internal sealed class LogRun(LogTarget target, LogLoad load, string directory, int threads)
{
    private const int WarmUpEvents = 60_000;

    private const int LongestWarmUp = 60;

    /// <summary>What is called once for each logger or file is compiled again after 30 calls.</summary>
    private const int Openings = 50;

    /// <summary>Methods that are still compiled in a round that passes for calm.</summary>
    private const int Stragglers = 8;

    /// <summary>So that the first file is open, and whatever a logger makes for its first events is made.</summary>
    private const int FirstEvents = 2_000;

    /// <summary>The runtime waits 100 ms for calm before it compiles again what is used often.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Logs until the JIT compiler has next to nothing left to do, which is part of a start and not of an event; but on a
    /// machine that is very busy with other things it may never be done.
    /// </summary>
    public void WarmUp()
    {
        for (var i = 0; i < Openings; i++) Measure(FirstEvents);

        var calm = 0;
        for (var step = 0; calm < 3 && step < LongestWarmUp; step++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            Measure(WarmUpEvents);
            Task.Delay(Calm).GetAwaiter().GetResult();
            var more = JitInfo.GetCompiledMethodCount() - compiled;
            calm = more <= Stragglers ? calm + 1 : 0;
        }
    }

    /// <exception cref="InvalidDataException">The files do not hold one line an event.</exception>
    public LogCost Measure(int events)
    {
        Directory.CreateDirectory(directory);
        try
        {
            var cost = Log(events);
            var (bytes, lines) = Count();
            if (target.WritesFiles && lines != FirstEvents + cost.Events)
                throw new InvalidDataException($"{target.Name} wrote {lines} lines of {FirstEvents + cost.Events} events.");

            return cost with { Bytes = bytes, Lines = lines };
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private LogCost Log(int events)
    {
        var logger = target.Configure(new LoggerConfiguration().MinimumLevel.Debug(), directory).CreateLogger();
        var log = load.In(logger);
        Emit(log, FirstEvents, seed: 0);

        GC.Collect();
        var share = events / threads;
        var allocated = GC.GetTotalAllocatedBytes();
        var compiled = JitInfo.GetCompiledMethodCount();
        var before = Usage.OfThisProcess();
        if (threads == 1) Emit(log, share, seed: 1);
        else EmitOnThreads(log, share);
        logger.Dispose();
        var used = Usage.OfThisProcess() - before;

        return new LogCost(
            used, GC.GetTotalAllocatedBytes() - allocated, share * threads, Bytes: 0, Lines: 0,
            JitInfo.GetCompiledMethodCount() - compiled);
    }

    private void EmitOnThreads(ILogger log, int share)
    {
        Thread[] all = [.. Enumerable.Range(1, threads).Select(seed => new Thread(() => Emit(log, share, (ulong)seed)))];
        foreach (var thread in all) thread.Start();
        foreach (var thread in all) thread.Join();
    }

    private void Emit(ILogger log, int events, ulong seed)
    {
        var random = new SplitMix64(seed);
        for (var i = 0; i < events; i++) load.Emit(log, random);
    }

    private (long Bytes, long Lines) Count()
    {
        var (bytes, lines) = (0L, 0L);
        foreach (var file in Directory.EnumerateFiles(directory, "*.log"))
        {
            var content = File.ReadAllBytes(file);
            bytes += content.LongLength;
            lines += content.AsSpan().Count((byte)'\n');
        }

        return (bytes, lines);
    }
}
