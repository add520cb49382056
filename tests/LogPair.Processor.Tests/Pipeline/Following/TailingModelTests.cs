using CsCheck;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

/// <summary>Random histories of a volume and of a processor that is killed and started, against a count of lines.</summary>
public class TailingModelTests
{
    private const string Rules = """
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
        """;

    private enum Act
    {
        WriteLines,
        WriteHalfALine,
        WriteALongLine,
        Roll,
        RenameAway,
        DeleteOldest,
        Step,
        StepToEnd,
        Save,
        Scrape,
        Kill,
        Stop,
    }

    [Fact]
    public async Task EveryCompleteLineIsCountedOnceAndNoScrapedValueEverFalls()
    {
        var acts = Gen.Enum<Act>().Array[1, 60];

        await acts.SampleAsync(async history =>
        {
            using var volume = new TempVolume();
            using var world = new World(volume);
            foreach (var act in history) await world.DoAsync(act);
            await world.EndAsync();
        }, iter: 300, threads: 1);
    }

    private sealed class World(TempVolume volume) : IDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Dictionary<string, int> _truth = [];
        private readonly Dictionary<string, double> _served = [];
        private readonly List<string> _old = [];
        private SteppedProcessor? _processor;
        private string? _half;
        private int _sequence;
        private int _next;
        private int _tooLong;

        private string Current => volume[$"app20261122_{_sequence:000}.log"];

        private SteppedProcessor Processor => _processor ??=
            new SteppedProcessor(volume["*.log*"], volume["state"], Rules, _time, maxLineBytes: 100);

        public async Task DoAsync(Act act)
        {
            switch (act)
            {
                case Act.WriteLines:
                    EndHalf();
                    for (var i = 0; i < 5; i++) WriteLine();
                    break;
                case Act.WriteHalfALine:
                    if (_half is null) BeginHalf();
                    else EndHalf();
                    break;
                case Act.WriteALongLine:
                    EndHalf();
                    File.AppendAllText(Current, new string('x', 300_000 + _next) + "\n");
                    _tooLong++;
                    break;
                case Act.Roll:
                    EndHalf();
                    if (File.Exists(Current)) _old.Add(Current);
                    _sequence++;
                    break;
                case Act.RenameAway:
                    RenameOldest();
                    break;
                case Act.DeleteOldest:
                    DeleteOldest();
                    break;
                case Act.Step:
                    Processor.Step();
                    break;
                case Act.StepToEnd:
                    Processor.StepToEnd();
                    break;
                case Act.Save:
                    await Processor.Checkpointer.SaveAsync(CancellationToken.None);
                    break;
                case Act.Scrape:
                    await ScrapeAsync();
                    break;
                case Act.Kill:
                    Kill();
                    break;
                case Act.Stop:
                    Processor.StepToEnd();
                    await Processor.Checkpointer.SaveAsync(CancellationToken.None);
                    Kill();
                    break;
            }
        }

        public async Task EndAsync()
        {
            EndHalf();
            Processor.StepToEnd();
            await ScrapeAsync();
            foreach (var (n, count) in _truth) Assert.Equal(count, Processor.Value("lines_total", n));
            Assert.Equal(_truth.Values.Sum() + _tooLong, Processor.Value("logpair_lines_total"));
            Assert.Equal(_tooLong, Processor.Total("logpair_lost_lines_total"));
        }

        public void Dispose() => Kill();

        private void WriteLine()
        {
            BeginHalf();
            EndHalf();
        }

        private void BeginHalf()
        {
            _half = $"{_next++ % 7}";
            File.AppendAllText(Current, "{\"N\":" + _half);
        }

        private void EndHalf()
        {
            if (_half is null) return;
            File.AppendAllText(Current, "}\n");
            _truth[_half] = _truth.GetValueOrDefault(_half) + 1;
            _half = null;
        }

        private void RenameOldest()
        {
            if (_old.Count == 0) return;
            var renamed = _old[0] + ".1";
            File.Move(_old[0], renamed);
            _old[0] = renamed;
        }

        // Only what is durably counted may be deleted: anything else is lost to any reader that is then killed.
        private void DeleteOldest()
        {
            if (_old.Count == 0) return;
            Processor.StepToEnd();
            Processor.Checkpointer.SaveAsync(CancellationToken.None).GetAwaiter().GetResult();
            File.Delete(_old[0]);
            _old.RemoveAt(0);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        private async Task ScrapeAsync()
        {
            foreach (var (series, value) in await Processor.ScrapeAsync())
            {
                Assert.True(value >= _served.GetValueOrDefault(series), $"{series} fell to {value}");
                _served[series] = value;
            }
        }

        private void Kill()
        {
            _processor?.Dispose();
            _processor = null;
        }
    }
}
