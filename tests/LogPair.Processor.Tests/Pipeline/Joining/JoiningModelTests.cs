using CsCheck;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Joining;

/// <summary>
/// Random histories of a container whose two streams write events of three lines, some cut by the runtime, and of a
/// processor that is killed and started, against a count of lines and events.
/// </summary>
public class JoiningModelTests
{
    private const string Rules = """
        inputs:
          - path: /x
            format: json
            wrapper: cri
            multiline: { start: '^\{', flushAfter: 1s }
        metrics:
          - name: events_total
            type: counter
            labels: { n: N, stream: stream }
        """;

    private enum Act
    {
        WriteOut,
        WriteError,
        WriteHalfALine,
        Pass,
        Roll,
        Step,
        StepToRest,
        Save,
        Kill,
    }

    [Fact]
    public async Task EveryLineIsInOneEventAndEveryEventIsCountedOnce()
    {
        var acts = Gen.Enum<Act>().Array[1, 60];

        await Gen.Select(acts, Gen.Int).SampleAsync(async (history, seed) =>
        {
            using var volume = new TempVolume();
            using var world = new World(volume, new Random(seed));
            foreach (var act in history) await world.DoAsync(act);
            world.End();
        }, iter: 300, threads: 1);
    }

    private sealed class World(TempVolume volume, Random random) : IDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Dictionary<(string, string), int> _truth = [];

        // Lines of the event that each stream is at, still to be written.
        private readonly Dictionary<string, Queue<string>> _open = new() { ["stdout"] = [], ["stderr"] = [] };
        private SteppedProcessor? _processor;
        private string _torn = "";
        private int _lines;
        private int _events;
        private int _rolls;

        private string Current => volume["app.log"];

        private SteppedProcessor Processor => _processor ??=
            new SteppedProcessor(volume["*.log"], volume["state"], Rules, _time, maxLineBytes: 100_000);

        public async Task DoAsync(Act act)
        {
            switch (act)
            {
                case Act.WriteOut:
                    Write("stdout");
                    break;
                case Act.WriteError:
                    Write("stderr");
                    break;
                case Act.WriteHalfALine:
                    if (_torn.Length > 0) EndTorn();
                    else WriteHalf(random.Next(2) == 0 ? "stdout" : "stderr");
                    break;
                case Act.Pass:
                    EndEvents();
                    _time.Advance(TimeSpan.FromMilliseconds(400));
                    break;
                case Act.Roll:
                    EndEvents();
                    if (File.Exists(Current)) File.Move(Current, $"{Current}.{++_rolls}");
                    break;
                case Act.Step:
                    Processor.Step();
                    break;
                case Act.StepToRest:
                    Processor.StepToRest();
                    break;
                case Act.Save:
                    await Processor.Checkpointer.SaveAsync(CancellationToken.None);
                    break;
                case Act.Kill:
                    Dispose();
                    break;
            }
        }

        public void End()
        {
            EndEvents();
            for (var i = 0; i < 8; i++)
            {
                Processor.StepToRest();
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            Processor.StepToEnd();
            foreach (var ((n, stream), count) in _truth) Assert.Equal(count, Processor.Value("events_total", n, stream));
            Assert.Equal(_events, Processor.Total("events_total"));
            Assert.Equal(_lines, Processor.Value("logpair_lines_total"));
            Assert.Equal(_lines - _events, Processor.Value("logpair_joined_lines_total"));
            Assert.Equal(0, Processor.Total("logpair_cut_events_total"));
            Assert.Equal(0, Processor.Total("logpair_unparsed_lines_total"));
            Assert.Equal(0, Processor.Total("logpair_lost_lines_total"));
        }

        public void Dispose()
        {
            _processor?.Dispose();
            _processor = null;
        }

        private void Write(string stream)
        {
            EndTorn();
            for (var i = random.Next(4); i >= 0; i--) File.AppendAllText(Current, Next(stream));
        }

        private void WriteHalf(string stream)
        {
            var line = Next(stream);
            var half = random.Next(1, line.Length);
            File.AppendAllText(Current, line[..half]);
            _torn = line[half..];
        }

        private void EndTorn()
        {
            if (_torn.Length > 0) File.AppendAllText(Current, _torn);
            _torn = "";
        }

        private void EndEvents()
        {
            EndTorn();
            foreach (var (stream, lines) in _open)
            {
                while (lines.Count > 0) File.AppendAllText(Current, Next(stream));
            }
        }

        private string Next(string stream)
        {
            var lines = _open[stream];
            if (lines.Count == 0) Begin(stream, lines);
            _lines++;
            return $"{_time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {stream} {lines.Dequeue()}\n";
        }

        private void Begin(string stream, Queue<string> lines)
        {
            var n = $"{random.Next(5)}";
            _events++;
            _truth[(n, stream)] = _truth.GetValueOrDefault((n, stream)) + 1;
            foreach (var line in (string[])["{", $"  \"N\": \"{n}\"", "}"])
            {
                for (var rest = line; ;)
                {
                    var part = random.Next(1, rest.Length + 1);
                    lines.Enqueue((part < rest.Length ? "P " : "F ") + rest[..part]);
                    if (part == rest.Length) break;
                    rest = rest[part..];
                }
            }
        }
    }
}
