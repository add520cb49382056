using System.Runtime;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;
using Serilog;

namespace LogPair.Benchmarks.Logging;

/// <summary>Logs events in this process, on one thread, and says what they cost.</summary>
internal static class LogRun
{
    private const int WarmUpStep = 50_000;

    private const int LongestWarmUp = 12;

    /// <summary>The runtime waits 100 ms for calm before it compiles again what is used often.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(250);

    public static LogCost Measure(LogTarget target, LogLoad load, string directory, int events)
    {
        Directory.CreateDirectory(directory);
        try
        {
            var (cost, logged) = Log(target, load, directory, events);
            var (bytes, lines) = Count(directory);
            if (target.WritesFiles && lines != logged)
                throw new InvalidDataException($"{target.Name} wrote {lines} lines of {logged} events.");

            return cost with { Bytes = bytes, Lines = lines };
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static (LogCost Cost, long Logged) Log(LogTarget target, LogLoad load, string directory, int events)
    {
        var random = new SplitMix64(1);
        var logger = target.Configure(new LoggerConfiguration().MinimumLevel.Debug(), directory).CreateLogger();
        var log = load.In(logger);
        var warmUp = WarmUp(load, log, random);

        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes();
        var before = Usage.OfThisThread();
        for (var i = 0; i < events; i++) load.Emit(log, random);
        logger.Dispose();
        var used = Usage.OfThisThread() - before;

        var cost = new LogCost(used, GC.GetTotalAllocatedBytes() - allocated, events, Bytes: 0, Lines: 0);
        return (cost, warmUp + events);
    }

    /// <summary>Logs until the JIT compiler has nothing left to do, which is part of a start and not of an event.</summary>
    private static long WarmUp(LogLoad load, ILogger log, SplitMix64 random)
    {
        var (steps, calm, compiled) = (0, 0, -1L);
        while (calm < 2 && steps < LongestWarmUp)
        {
            steps++;
            for (var i = 0; i < WarmUpStep; i++) load.Emit(log, random);
            Task.Delay(Calm).GetAwaiter().GetResult();
            calm = JitInfo.GetCompiledMethodCount() == compiled ? calm + 1 : 0;
            compiled = JitInfo.GetCompiledMethodCount();
        }

        return (long)steps * WarmUpStep;
    }

    private static (long Bytes, long Lines) Count(string directory)
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
