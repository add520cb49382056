using System.IO.Compression;
using CsCheck;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

/// <summary>
/// Random histories of a file that is rolled in every way there is, and of a processor that is killed and started, against a
/// count of lines.
/// </summary>
public class RollingModelTests
{
    private const string Rules = """
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
        """;

    private enum Act
    {
        Write,
        WriteMuch,
        WriteHalfALine,
        RollByRename,
        RollByCopyAndTruncate,
        RollByCopyAndTruncateLate,
        Compress,
        DeleteAndRecreate,
        Step,
        StepToEnd,
        LookAgain,
        Save,
        Scrape,
        Kill,
    }

    [Fact]
    public async Task EveryLineIsCountedOnceHoweverItsFileIsRolled()
    {
        var acts = Gen.Enum<Act>().Array[1, 50];

        await acts.SampleAsync(async history =>
        {
            using var volume = new TempVolume();
            using var world = new World(volume);
            foreach (var act in history) await world.DoAsync(act);
            await world.EndAsync();
        }, iter: 300, threads: 1, print: history => string.Join(", ", history));
    }

    private sealed class World(TempVolume volume) : IDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Dictionary<string, int> _truth = [];
        private readonly Dictionary<string, double> _served = [];
        private SteppedProcessor? _processor;
        private string? _half;
        private int _next;
        private int _gapLines;
        private int _gapBytes;

        private string Live => volume["app.log"];

        private SteppedProcessor Processor => _processor ??=
            new SteppedProcessor(volume.Path, volume["state"], Rules, _time, maxLineBytes: 4096);

        public async Task DoAsync(Act act)
        {
            switch (act)
            {
                case Act.Write:
                    for (var i = 0; i < 3; i++) WriteLine();
                    break;
                case Act.WriteMuch:
                    for (var i = 0; i < 40; i++) WriteLine();
                    break;
                case Act.WriteHalfALine:
                    if (_half is null) BeginHalf();
                    else EndHalf();
                    break;
                case Act.RollByRename:
                    EndHalf();
                    Shift();
                    if (File.Exists(Live)) File.Move(Live, volume["app.log.1"]);
                    break;
                case Act.RollByCopyAndTruncate:
                    CopyAndTruncate();
                    break;
                case Act.RollByCopyAndTruncateLate:
                    CopyAndTruncate(WriteIntoTheGap);
                    break;
                case Act.Compress:
                    Compress();
                    break;
                case Act.DeleteAndRecreate:
                    await DeleteAndRecreateAsync();
                    break;
                case Act.Step:
                    Processor.Step();
                    break;
                case Act.StepToEnd:
                    StepToEnd();
                    break;
                case Act.LookAgain:
                    _time.Advance(TimeSpan.FromSeconds(3));
                    Processor.Step();
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
            }
        }

        public async Task EndAsync()
        {
            EndHalf();
            StepToEnd();
            _time.Advance(TimeSpan.FromMinutes(1));
            StepToEnd();
            await ScrapeAsync();
            foreach (var (n, count) in _truth) Assert.Equal(count, Processor.Value("lines_total", n));
            var gap = Processor.Value("lines_total", "gap");
            Assert.InRange(gap, 0, _gapLines);
            Assert.Equal(_truth.Values.Sum() + gap, Processor.Value("logpair_lines_total"));
            Assert.InRange(Processor.Total("logpair_lost_bytes_total"), 0, _gapBytes);
        }

        public void Dispose() => Kill();

        // What is undecided is decided within a few seconds.
        private void StepToEnd()
        {
            for (var i = 0; i < 10; i++)
            {
                for (var j = 0; j < 20 && !Processor.Step().IsIdle; j++)
                {
                }

                _time.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.True(Processor.Step().IsIdle);
        }

        private void WriteLine()
        {
            BeginHalf();
            EndHalf();
        }

        private void BeginHalf()
        {
            if (_half is not null) return;
            _half = $"{_next++}";
            File.AppendAllText(Live, "{\"Time\":\"" + _next * 7919 % 1000 + "\",\"N\":\"");
        }

        private void EndHalf()
        {
            if (_half is null) return;
            var n = $"{_half.Length}{_next % 5}";
            File.AppendAllText(Live, n + "\",\"Id\":" + _half + "}\n");
            _truth[n] = _truth.GetValueOrDefault(n) + 1;
            _half = null;
        }

        // app.log.1 becomes app.log.2, and so on.
        private void Shift()
        {
            foreach (var (path, number) in Rolled().OrderByDescending(rolled => rolled.Number))
                File.Move(path, path.Replace($".{number}", $".{number + 1}", StringComparison.Ordinal));
        }

        private IReadOnlyList<(string Path, int Number)> Rolled() =>
        [
            .. Directory.GetFiles(volume.Path).Where(path => path.StartsWith(Live + ".", StringComparison.Ordinal))
                .Select(path => (path, int.Parse(Path.GetFileName(path).Split('.')[2]))),
        ];

        // Between the copy and the truncation lines are lost for all but a reader who is faster.
        private void WriteIntoTheGap()
        {
            for (var i = 0; i < 20; i++)
            {
                var line = "{\"N\":\"gap\",\"Id\":" + _next++ + "}\n";
                File.AppendAllText(Live, line);
                _gapLines++;
                _gapBytes += line.Length;
            }

            if (_next % 3 > 0) Processor.Step();
        }

        private void CopyAndTruncate(Action? between = null)
        {
            EndHalf();
            if (!File.Exists(Live)) return;
            Shift();
            File.Copy(Live, volume["app.log.1"]);
            between?.Invoke();
            using var file = new FileStream(Live, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(0);
        }

        private void Compress()
        {
            var plain = Rolled().Where(rolled => !rolled.Path.EndsWith(".gz", StringComparison.Ordinal)).ToList();
            if (plain.Count == 0) return;
            var path = plain.MaxBy(rolled => rolled.Number).Path;
            using (var target = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            using (var source = File.OpenRead(path))
            {
                source.CopyTo(target);
            }

            File.Delete(path);
        }

        // Only what is durably counted may be deleted: anything else is lost to any reader that is then killed.
        private async Task DeleteAndRecreateAsync()
        {
            EndHalf();
            StepToEnd();
            await Processor.Checkpointer.SaveAsync(CancellationToken.None);
            File.Delete(Live);
            WriteLine();
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
