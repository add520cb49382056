using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Processor.Tests.Pipeline.Counting;

/// <summary>Several lanes count one segment. The truth is what one lane counts, alone.</summary>
public class SharedBacklogTests
{
    private const int MaxLineBytes = 4096;
    private const int Bytes = 9 << 20;

    private const string Rules = """
        metrics:
          - name: requests_total
            type: counter
            where: Status is not null
            labels: { method: Method, status: Status }
          - name: request_seconds
            type: histogram
            value: Elapsed
            labels: { method: Method }
            buckets: [1, 10, 100]
        """;

    [Fact]
    public void WhateverIsInItTheyCountWhatOneCounts() => Gen.Int[0, 999_999].Sample(seed =>
    {
        var content = Content(seed, Bytes);
        var alone = new World(new ChangingFile(content));
        var together = new World(new ChangingFile(content));

        alone.ReadToEnd();
        together.ReadTogether(lanes: 3);
        var shared = together.Segment.CountedOffset;
        together.ReadToEnd();

        Assert.InRange(shared, Bytes / 2, content.Length);
        Assert.Equal(alone.Series(), together.Series());
        Assert.Equal(alone.Segment.Progress, together.Segment.Progress);
        Assert.Equal(alone.Segment.Content.Digest!.Hash, together.Segment.Content.Digest!.Hash);
    }, iter: 4, threads: 1);

    [Fact]
    public void ADiskThatFailsMeanwhileCostsNothing() => Gen.Select(Gen.Int[0, 999_999], Gen.Int[1, 20]).Sample((seed, failing) =>
    {
        var content = Content(seed, Bytes);
        var alone = new World(new ChangingFile(content));
        var together = new World(new ChangingFile(content) { FailsAtRead = failing });

        alone.ReadToEnd();
        together.ReadTogether(lanes: 3);
        together.ReadToEnd();

        Assert.Equal(alone.Series(), together.Series());
        Assert.Equal(alone.Segment.Progress, together.Segment.Progress);
    }, iter: 4, threads: 1);

    [Fact]
    public void NothingIsCountedOfContentThatCameMeanwhile() => Gen.Select(Gen.Int[0, 999_999], Gen.Int[2, 30]).Sample((seed, read) =>
    {
        var content = Content(seed, Bytes);
        var later = Content(seed + 1, Bytes);
        var file = new ChangingFile(content) { ChangesAtRead = read, Later = later };
        var world = new World(file);

        world.ReadTogether(lanes: 3);

        var counted = (int)world.Segment.CountedOffset;
        var lines = content.AsSpan(0, counted).Count((byte)'\n');
        Assert.Equal(lines, world.Value("logpair_lines_total "));
        Assert.Equal(lines, world.Segment.Lines);
        Assert.Equal(counted, world.Value("logpair_bytes_total "));
        if (!file.HasChanged) return;

        world.ReadToEnd();
        Assert.Equal(lines + later.AsSpan().Count((byte)'\n'), world.Value("logpair_lines_total "));
        Assert.Equal(later.LongLength, world.Segment.CountedOffset);
    }, iter: 8, threads: 1);

    [Fact]
    public void AGaugeNeedsTheOrderOfTheLines()
    {
        var world = new World(
            new ChangingFile(Content(seed: 1, Bytes)), "metrics:\n  - name: g\n    type: gauge\n    value: Elapsed\n");

        world.ReadTogether(lanes: 3);

        Assert.False(world.IsShared);
    }

    [Fact]
    public void LanesThatHaveNothingElseToDoHelp()
    {
        // The first turn is the owner's alone.
        var content = Content(seed: 1, 2 * Bytes);
        var alone = new World(new ChangingFile(content));
        var file = new ChangingFile(content);
        var together = new World(file);

        alone.ReadToEnd();
        together.Run(lanes: 3);

        Assert.True(file.Readers > 1);
        Assert.Equal(alone.Series(), together.Series());
    }

    // Lines of all kinds: usual, blank, of another format, too long, not UTF-8; the last one is whole.
    private static byte[] Content(int seed, int bytes)
    {
        var random = new Random(seed);
        var content = new MemoryStream();
        content.Write("{}\n"u8);
        while (content.Length < bytes)
        {
            var line = random.Next(400) switch
            {
                0 => new string('x', MaxLineBytes + random.Next(MaxLineBytes)),
                1 => "",
                2 => "no json",
                3 => "{\"Method\":\"G",
                4 => "\0\0\0",
                _ => string.Create(CultureInfo.InvariantCulture,
                    $$"""{"@t":"2026-01-01T00:00:{{random.Next(60):00}}Z","Method":"M{{random.Next(9)}}","Status":{{random.Next(200, 204)}},"Elapsed":{{random.Next(1000) / 8.0}},"Path":"{{new string('p', random.Next(600))}}"}"""),
            };
            content.Write(Encoding.UTF8.GetBytes(line));
            if (random.Next(500) == 0) content.WriteByte(0xff);
            content.Write(random.Next(20) == 0 ? "\r\n"u8 : "\n"u8);
        }

        return content.ToArray();
    }

    /// <summary>Rules, books and lanes over one file.</summary>
    private sealed class World
    {
        private readonly RuleSet _rules;
        private readonly MetricCatalog _catalog;
        private readonly Ledger _ledger;
        private readonly InputReadings _readings;

        public World(ISegmentFile file, string rules = Rules)
        {
            _rules = RulesLoader.Load("rules.yaml", rules).Rules!;
            RecordClock.Require(_rules.Fields);
            _catalog = new MetricCatalog(_rules);
            _ledger = new Ledger(_catalog, DateTimeOffset.UnixEpoch);
            _readings = new InputReadings([InputReading.Default], _rules.Fields);
            Segment = new TailedSegment(
                file, new DiscoveredFile(VolumeEntry.Of("/logs/a.log"), file.GetFacts(), Input: 0), SealExpectation.MayCome,
                MaxLineBytes);
        }

        public TailedSegment Segment { get; }

        public bool IsShared { get; private set; }

        /// <summary>A batch alone, another if a line that is too long crosses its end, then as far as lanes get together.</summary>
        public void ReadTogether(int lanes)
        {
            var owner = CreateLane();
            try
            {
                owner.Read(Segment, LastBytes.Hold, maxBatches: 1);
                if (Segment.Framer.IsDiscarding) owner.Read(Segment, LastBytes.Hold, maxBatches: 1);
            }
            catch (IOException)
            {
                return;
            }

            IsShared = owner.CanShare(Segment);
            if (!IsShared) return;

            var backlog = new SharedBacklog(Segment, () => true);
            var helpers = Enumerable.Range(1, lanes - 1)
                .Select(_ => Task.Factory.StartNew(
                    () => Help(CreateLane(), backlog), CancellationToken.None, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default))
                .ToArray();
            Help(owner, backlog);
            backlog.AwaitEnd();
            Task.WaitAll(helpers);
        }

        public void ReadToEnd()
        {
            var lane = CreateLane();
            StepOutcome outcome;
            do
            {
                try
                {
                    outcome = lane.Read(Segment, LastBytes.Hold, maxBatches: 2);
                }
                catch (IOException)
                {
                    outcome = StepOutcome.More;
                }
            }
            while (outcome is StepOutcome.More or StepOutcome.Replaced);
        }

        /// <summary>As a processor does.</summary>
        public void Run(int lanes)
        {
            var queue = new SegmentQueue();
            using var stop = new CancellationTokenSource();
            using var released = new ManualResetEventSlim();
            var runners = Enumerable.Range(0, lanes)
                .Select(_ => new LaneRunner(CreateLane(), queue, released.Set, NullLogger.Instance))
                .Select(runner => Task.Factory.StartNew(
                    () => runner.Run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default))
                .ToArray();
            SpinWait.SpinUntil(() => queue.IdleLanes == lanes);

            queue.TryAdd(Segment);
            queue.WakeLanes();
            released.Wait(TestContext.Current.CancellationToken);
            stop.Cancel();
            Task.WaitAll(runners);
        }

        public double Value(string metric) => Numbers().Where(series => series.Key.StartsWith(metric, StringComparison.Ordinal))
            .Sum(series => series.Value[0]);

        /// <summary>Every number of every series.</summary>
        public IReadOnlyList<string> Series() =>
            [.. Numbers().Select(series => $"{series.Key}: {string.Join(' ', series.Value)}").Order(StringComparer.Ordinal)];

        private static void Help(Lane lane, SharedBacklog backlog)
        {
            try
            {
                lane.Count(backlog);
            }
            catch (IOException)
            {
                // As a lane's runner does.
            }
        }

        private List<KeyValuePair<string, double[]>> Numbers() => _ledger.Use(state => state.Table.Metrics
            .SelectMany(metric => Enumerable.Range(0, metric.Count).Select(slot => KeyValuePair.Create(
                $"{metric.Definition.Name} {Encoding.UTF8.GetString(metric.Key(slot))}", metric.Numbers(slot).ToArray())))
            .ToList());

        private Lane CreateLane() => new(
            _rules, _catalog, new SegmentRecognizer(_readings, NullLogger.Instance), _ledger, MaxLineBytes);
    }

    /// <summary>A file in memory that fails, or becomes another one, at one of its reads of a batch.</summary>
    private sealed class ChangingFile(byte[] content) : ISegmentFile
    {
        private readonly ConcurrentDictionary<int, bool> _readers = [];
        private int _reads;

        /// <summary>Threads that have read batches of it.</summary>
        public int Readers => _readers.Count;

        public int FailsAtRead { get; init; }

        public int ChangesAtRead { get; init; }

        public byte[] Later { get; init; } = [];

        public bool HasChanged => ChangesAtRead > 0 && Volatile.Read(ref _reads) >= ChangesAtRead;

        public FileFacts GetFacts() => new(default, content.Length, ModifiedTicks: 0, LinkCount: 1, FileKind.Regular);

        public int Read(Span<byte> destination, long offset)
        {
            // The small reads look whether the content is still the same.
            var read = destination.Length > Fingerprint.MaxBytes ? Interlocked.Increment(ref _reads) : 0;
            if (read > 0) _readers[Environment.CurrentManagedThreadId] = true;
            if (read > 0 && read == FailsAtRead) throw new IOException("The disk fails.");

            var now = HasChanged ? Later : content;
            var rest = now.AsSpan((int)Math.Min(offset, now.Length));
            var length = Math.Min(rest.Length, destination.Length);
            rest[..length].CopyTo(destination);
            return length;
        }

        public void Dispose()
        {
        }
    }
}
