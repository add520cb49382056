using CsCheck;
using LogPair.Contract;
using LogPair.Generator.Segments;
using LogPair.Generator.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Tests.Retention;

public sealed class BudgetModelTests
{
    private const long Budget = 98_304;

    private static readonly Gen<Action<Run>> Writing = Gen.Frequency(
        (20, Gen.Int[1, 3_000].Select(length => (Action<Run>)(run => run.Emit(length)))),
        (1, Gen.Int[3_000, 120_000].Select(length => (Action<Run>)(run => run.Emit(length)))),
        (2, Gen.Int[1, 90_000].Select(time => (Action<Run>)(run => run.Advance(time)))),
        (1, Gen.Const((Action<Run>)(run => run.Restart()))));

    private static readonly Gen<Action<Run>> Counting = Gen.Frequency(
        (8, Writing), (1, Gen.Double[0, 1].Select(part => (Action<Run>)(run => run.Count(part)))));

    [Theory]
    [InlineData(LogPairOverflow.DropOldestUnread)]
    [InlineData(LogPairOverflow.DropNewest)]
    [InlineData(LogPairOverflow.Block)]
    public void WithoutAProcessorTheBudgetHoldsAndEveryEventIsAccountedFor(LogPairOverflow overflow) =>
        Writing.Array[1, 300].Sample(
            steps =>
            {
                using var run = Check(overflow, steps);
                Assert.Equal(run.Pod.Status.EventsDropped + run.Pod.Status.LinesDeletedUnread, run.Told);
            },
            iter: 40, threads: 1);

    [Theory]
    [InlineData(LogPairOverflow.DropOldestUnread)]
    [InlineData(LogPairOverflow.DropNewest)]
    [InlineData(LogPairOverflow.Block)]
    public void WithAProcessorEveryLineIsCountedOrAccountedForAsLost(LogPairOverflow overflow) =>
        Counting.Array[1, 300].Sample(steps => Check(overflow, steps).Dispose(), iter: 40, threads: 1);

    private static Run Check(LogPairOverflow overflow, Action<Run>[] steps)
    {
        var run = new Run(overflow);
        foreach (var step in steps)
        {
            step(run);
            run.AssertWithinBudget();
        }

        run.Stop();
        run.AssertWithinBudget();
        run.Count(1);

        var status = run.Pod.Status;
        Assert.Equal(run.Emitted, status.EventsWritten + status.EventsDropped);
        Assert.Equal(status.EventsWritten, run.Counted + status.LinesDeletedUnread);
        if (overflow != LogPairOverflow.DropOldestUnread) Assert.Equal(0, status.LinesDeletedUnread);
        run.Pod.AssertSealed();
        return run;
    }

    private sealed class Run : IDisposable
    {
        private readonly LogPairOptions _options;
        private readonly Dictionary<string, long> _read = [];
        private Serilog.Core.Logger _log;

        public Run(LogPairOverflow overflow)
        {
            // Nobody moves the clock while a call would wait.
            _options = new LogPairOptions
            {
                MaxVolumeBytes = Budget,
                Overflow = overflow,
                MaxBlock = TimeSpan.Zero,
                KeepSegments = 1,
            };
            Pod = new Pod(nameof(BudgetModelTests));
            _log = Start();
        }

        public Pod Pod { get; }

        public int Emitted { get; private set; }

        /// <summary>Lines that the processor has read.</summary>
        public long Counted { get; private set; }

        /// <summary>Events that seals tell of as dropped or deleted.</summary>
        public long Told => Pod.Segments.Sum(name => Pod.Seal(name.ToString()).Dropped.Values.Sum());

        public void Emit(int length)
        {
            _log.Information("{Text}", new string(length % 2 == 0 ? 'x' : 'ä', length));
            Emitted++;
        }

        /// <summary>The processor reads a part of what is there, up to a line feed, and acknowledges it.</summary>
        public void Count(double part)
        {
            foreach (var name in Pod.Segments.Select(name => name.ToString()))
            {
                var content = File.ReadAllBytes(Pod[name]);
                var end = content.AsSpan(0, (int)(content.Length * part)).LastIndexOf((byte)'\n') + 1;
                var start = (int)_read.GetValueOrDefault(name);
                if (end <= start) continue;

                Counted += content.AsSpan(start, end - start).Count((byte)'\n');
                _read[name] = end;
            }

            Pod.Acknowledge(_read.Select(each => new Acknowledgement(each.Key, each.Value)));
        }

        public void Advance(int milliseconds) => Pod.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        public void Restart()
        {
            Stop();
            _log = Start();
        }

        public void Stop() => _log.Dispose();

        public void AssertWithinBudget() => Assert.InRange(Pod.VolumeBytes, 0, Budget);

        public void Dispose()
        {
            Stop();
            Pod.Dispose();
        }

        private Serilog.Core.Logger Start() =>
            Pod.Start(4_096, RollInterval.Minute, handle => new MeasuredFile(this, handle), _options);
    }

    /// <summary>Measures the volume after each single write, not only between events.</summary>
    private sealed class MeasuredFile(Run run, SafeFileHandle handle) : ISegmentFile
    {
        private readonly SegmentFile _file = new(handle);

        public long Length => _file.Length;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            _file.Write(bytes, offset);
            run.AssertWithinBudget();
        }

        public void SetLength(long length) => _file.SetLength(length);
    }
}
