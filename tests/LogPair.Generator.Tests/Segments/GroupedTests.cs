using CsCheck;
using LogPair.Contract;
using LogPair.Generator.Segments;
using LogPair.Generator.Settings;
using LogPair.Generator.Sinks;
using LogPair.Generator.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Events;

namespace LogPair.Generator.Tests.Segments;

/// <summary>
/// What a killed process leaves is what the kernel has: the files as they are at that moment. So a test kills by
/// copying the volume, and starts the next process on the copy.
/// </summary>
public sealed class GroupedTests
{
    private const string Segment = "app2026112213.log";

    private static readonly LogPairOptions Grouped = new()
    {
        MaxVolumeBytes = 1 << 30,
        Writing = LogPairWriting.Grouped,
    };

    private static readonly Gen<Action<Run>> AnyStep = Gen.Frequency(
        (20, Gen.Int[1, 900].Select(length => (Action<Run>)(run => run.Emit(length)))),
        (1, Gen.Int[WaitingLines.Capacity - 5_000, 70_000].Select(length => (Action<Run>)(run => run.Emit(length)))),
        (3, Gen.Int[1, 9_000].Select(time => (Action<Run>)(run => run.Advance(time)))),
        (1, Gen.Int[1, 90_000_000].Select(time => (Action<Run>)(run => run.Advance(time)))),
        (2, Gen.Int[0, 5_000].Select(room => (Action<Run>)(run => run.Disk.Room = room))),
        (2, Gen.Const((Action<Run>)(run => run.Disk.Room = int.MaxValue))));

    [Fact]
    public void WhateverHappenedAKillLosesNoLineThatWasWritten() => AnyStep.Array[1, 80].Sample(
        steps =>
        {
            using var run = new Run();
            foreach (var step in steps) step(run);

            using var next = Kill(run.Pod);
            next.Start(with: Grouped).Dispose();

            // Those that were dropped are counted; all others are there, once, and in order.
            Assert.Equal(run.Written, [.. next.Lines.Select(Number)]);
            Assert.DoesNotContain(next.Files, file => file.EndsWith(".waiting", StringComparison.Ordinal));
            next.AssertSealed();
        },
        iter: 150, threads: 1);

    [Fact]
    public void ALineAfterQuietIsInTheSegmentAtOnceAndThoseRightAfterItWithinFiveMilliseconds()
    {
        using var pod = new Pod(nameof(ALineAfterQuietIsInTheSegmentAtOnceAndThoseRightAfterItWithinFiveMilliseconds));
        using var log = pod.Start(with: Grouped);
        log.Information("Begin");
        pod.Time.Advance(TimeSpan.FromMilliseconds(10));

        log.Information("After quiet");
        Assert.Equal(2, pod.Lines.Length);

        log.Information("Together");
        log.Information("Together");
        Assert.Equal((2, 4), (pod.Lines.Length, pod.Status.EventsWritten));

        pod.Time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(4, pod.Lines.Length);
    }

    [Fact]
    public void NoLineWaitsLongerThoughTheThreadPoolIsExhaustedAndLinesNeverPause()
    {
        using var pod = new Pod(
            nameof(NoLineWaitsLongerThoughTheThreadPoolIsExhaustedAndLinesNeverPause), new ClockWithoutTimers());
        using var log = pod.Start(with: Grouped);
        for (var i = 0; i < 60; i++)
        {
            log.Information("Line {Number}", i);
            pod.Time.Advance(TimeSpan.FromMicroseconds(100));
        }

        Assert.InRange(pod.Lines.Length, 50, 59);
    }

    [Fact]
    public void WhatWaitsOnAFullDiskIsWrittenWhenThereIsRoom()
    {
        var disk = new FaultyDisk();
        using var pod = new Pod(nameof(WhatWaitsOnAFullDiskIsWrittenWhenThereIsRoom));
        using var log = pod.Start(with: Grouped, disk: disk.Wrap);
        log.Information("Begin");
        log.Information("Waits {Text}", new string('x', 100));
        disk.Room = 50;
        pod.Time.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Contains("could not be written", pod.Status.LastError, StringComparison.Ordinal);
        Assert.Equal((2, 0), (pod.Status.EventsWritten, pod.Status.EventsDropped));

        disk.Room = int.MaxValue;
        pod.Time.Advance(TimeSpan.FromMilliseconds(5));
        log.Dispose();

        Assert.Equal((2, 0L), (pod.Lines.Length, pod.Seal(Segment).TornBytes));
        pod.AssertSealed();
    }

    [Fact]
    public void ASegmentThatSomebodyHasChangedIsSealedAsItIs()
    {
        using var pod = new Pod(nameof(ASegmentThatSomebodyHasChangedIsSealedAsItIs));
        using var log = pod.Start(with: Grouped);
        log.Information("Begin");
        log.Information("Waits");
        using var killed = Kill(pod);
        File.AppendAllText(killed[Segment], "somebody\n");

        killed.Start(with: Grouped).Dispose();

        Assert.EndsWith("somebody", killed.Lines[^1], StringComparison.Ordinal);
        killed.AssertSealed();
    }

    [Fact]
    public void WhatAKillLeftBesideASealedSegmentIsRemoved()
    {
        using var pod = new Pod(nameof(WhatAKillLeftBesideASealedSegmentIsRemoved));
        pod.Start(with: Grouped).Dispose();
        File.WriteAllText(pod["app2026112212.log"], "");
        File.WriteAllText(pod["app2026112212.log.seal"], "sealed");
        File.WriteAllText(pod[".app2026112212.log.waiting"], "");
        File.WriteAllText(pod[".app2026112211.log.waiting"], "");
        File.WriteAllText(pod[".other2026112212.log.waiting"], "");

        pod.Start().Dispose();

        Assert.Equal(
            [pod[".other2026112212.log.waiting"]], Directory.GetFiles(pod.Logs, "*.waiting"));
    }

    [Fact]
    public void WhereAFullDiskCouldEndTheProcessEachEventIsWritten()
    {
        Assert.False(WaitingLines.AreSafeIn("/proc"));
    }

    [Theory]
    [InlineData(LogPairWriting.EachEvent)]
    [InlineData(LogPairWriting.Grouped)]
    public void AnEventAllocatesNothing(LogPairWriting writing)
    {
        using var pod = new Pod($"{nameof(AnEventAllocatesNothing)}{writing}");
        var settings = SettingsReader.Read(
            Grouped with { Directory = pod.Logs, Writing = writing, TimeProvider = pod.Time }, _ => null);
        using var sink = new LogPairSink(settings);
        var some = new LogEvent(
            DateTimeOffset.UnixEpoch, LogEventLevel.Information, exception: null, MessageTemplate.Empty,
            [new("Number", new ScalarValue(1)), new("Text", new ScalarValue(new string('x', 300)))]);

        // Until the compiler is done with what it runs, a few events may.
        Assert.Contains(0, Enumerable.Range(0, 50).Select(_ => AllocatedBy(sink, some)));
    }

    private static long AllocatedBy(LogPairSink sink, LogEvent some)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++) sink.Emit(some);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void ManyThreadsWriteEachEventOnce()
    {
        using var pod = new Pod(nameof(ManyThreadsWriteEachEventOnce));
        var log = pod.Start(with: Grouped, segmentSizeBytes: 100_000);
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 500; i++) log.Information("Line {Number}", thread * 500 + i);
        });
        log.Dispose();

        Assert.Equal(Enumerable.Range(0, 4_000), pod.Lines.Select(Number).Order());
        pod.AssertSealed();
    }

    private static Pod Kill(Pod pod)
    {
        var copy = new Pod(nameof(GroupedTests));
        copy.Time.Advance(pod.Time.GetUtcNow() - copy.Time.GetUtcNow());
        Directory.CreateDirectory(copy.Logs);
        foreach (var file in Directory.GetFiles(pod.Logs)) File.Copy(file, copy[Path.GetFileName(file)]);
        return copy;
    }

    private static int Number(string line)
    {
        const string name = "\"Number\":";
        var digits = line[(line.IndexOf(name, StringComparison.Ordinal) + name.Length)..];
        return int.Parse(digits.AsSpan(0, digits.IndexOfAny([',', '}'])), null);
    }

    private sealed class ClockWithoutTimers : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(_ => { }, state, dueTime, period);
    }

    private sealed class Run : IDisposable
    {
        private readonly Logger _log;
        private int _emitted;

        public Run()
        {
            Pod = new Pod($"{nameof(GroupedTests)}Run");
            _log = Pod.Start(50_000, RollInterval.Minute, Disk.Wrap, Grouped);
        }

        public Pod Pod { get; }

        public FaultyDisk Disk { get; } = new();

        public List<int> Written { get; } = [];

        public void Emit(int length)
        {
            var dropped = Pod.Status.EventsDropped;
            _log.Information("{Number} {Text}", _emitted, new string('x', length));
            if (Pod.Status.EventsDropped == dropped) Written.Add(_emitted);
            _emitted++;
        }

        public void Advance(int microseconds) => Pod.Time.Advance(TimeSpan.FromMicroseconds(microseconds));

        public void Dispose()
        {
            _log.Dispose();
            Pod.Dispose();
        }
    }
}
