using CsCheck;
using LogPair.Contract;
using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Segments;

public sealed class ModelTests
{
    private static readonly Gen<Action<Run>> AnyStep = Gen.Frequency(
        (10, Gen.Int[1, 3_000].Select(length => (Action<Run>)(run => run.Emit(length)))),
        (4, Gen.Int[1, 90_000].Select(time => (Action<Run>)(run => run.Advance(time)))),
        (3, Gen.Int[0, 5_000].Select(room => (Action<Run>)(run => run.Disk.Room = room))),
        (2, Gen.Const((Action<Run>)(run => run.Disk.Room = int.MaxValue))),
        (1, Gen.Bool.Select(can => (Action<Run>)(run => run.Disk.CanCut = can))),
        (1, Gen.Const((Action<Run>)(run => run.Restart()))));

    [Theory]
    [InlineData(LogPairWriting.EachEvent)]
    [InlineData(LogPairWriting.Grouped)]
    public void WhateverHappensEveryEventIsOneLineOrOneCountedDrop(LogPairWriting writing) => AnyStep.Array[1, 60].Sample(
        steps =>
        {
            using var run = new Run(writing);
            foreach (var step in steps) step(run);
            run.Stop();

            var seals = run.Pod.Segments.Select(name => run.Pod.Seal(name.ToString())).ToArray();
            Assert.Equal(run.Emitted, run.Pod.Status.EventsWritten + run.Pod.Status.EventsDropped);
            Assert.Equal(run.Pod.Status.EventsWritten, seals.Sum(seal => seal.Lines));
            Assert.Equal(run.Pod.Status.BytesWritten, seals.Sum(seal => seal.Bytes));
            Assert.Equal(run.Pod.Status.EventsDropped, seals.Sum(seal => seal.Dropped.Values.Sum()));
            Assert.Equal(run.Pod.Status.SegmentsSealed, seals.Length);
            run.Pod.AssertSealed();
        },
        iter: 200, threads: 1);

    private sealed class Run : IDisposable
    {
        private readonly LogPairWriting _writing;
        private Serilog.Core.Logger _log;

        public Run(LogPairWriting writing)
        {
            _writing = writing;
            Pod = new Pod(nameof(ModelTests));
            _log = Start();
        }

        public Pod Pod { get; }

        public FaultyDisk Disk { get; } = new();

        public int Emitted { get; private set; }

        public void Emit(int length)
        {
            _log.Information("{Text}", new string('x', length));
            Emitted++;
        }

        public void Advance(int milliseconds) => Pod.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        public void Restart()
        {
            Stop();
            _log = Start();
        }

        public void Stop()
        {
            // What waits on a full disk is written by the next start, but that cannot tell what was dropped.
            if (_writing == LogPairWriting.Grouped) Disk.Room = int.MaxValue;
            _log.Dispose();
        }

        public void Dispose()
        {
            Stop();
            Pod.Dispose();
        }

        private Serilog.Core.Logger Start() => Pod.Start(
            segmentSizeBytes: 4096, RollInterval.Minute, Disk.Wrap,
            new LogPairOptions { MaxVolumeBytes = 1 << 30, Writing = _writing });
    }
}
