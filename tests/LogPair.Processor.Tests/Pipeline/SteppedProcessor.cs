using System.Globalization;
using System.Text;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

/// <summary>The real pipeline on the test's own thread: one step looks at the volume once and reads what it finds.</summary>
internal sealed class SteppedProcessor : IDisposable
{
    private readonly SegmentSet _segments;
    private readonly TailingLoop _loop;
    private readonly SegmentQueue _queue = new();
    private readonly Lane _lane;

    public SteppedProcessor(
        string logs, string state, string rules, FakeTimeProvider time, int maxLineBytes = 4096, int? maxOpen = null,
        InputReading? reading = null)
    {
        Rules = RulesLoader.Load("rules.yaml", rules).Rules!;
        RecordClock.Require(Rules.Fields);
        Catalog = new MetricCatalog(Rules);
        Ledger = new Ledger(Catalog, time.GetUtcNow(), time);
        var exporter = new PrometheusExporter(Catalog.Definitions);
        Checkpointer = new Checkpointer(Ledger, new StateDirectory(state), exporter, time, NullLogger.Instance);
        Restored = Checkpointer.Restore();

        _segments = new SegmentSet(Ledger, Catalog, maxLineBytes, time, NullLogger.Instance, maxOpen);
        var seals = new SealKeeper(Ledger, Catalog, _segments, time, NullLogger.Instance)
        {
            IsNewLife = Restored is RestoreOutcome.None or RestoreOutcome.Lost,
        };
        var scanner = new VolumeScanner([FileGlob.Parse(logs)]);
        _loop = new TailingLoop(
            scanner, _segments, _queue, seals, new Truncations(Ledger, Catalog), time, NullLogger.Instance);
        var input = reading ?? (Rules.Inputs.Count > 0 ? Rules.Inputs[0].Reading : InputReading.Default);
        var readings = new InputReadings([input], Rules.Fields);
        var options = new ProcessorOptions { Inputs = Rules.Inputs, Rules = Rules, StateDirectory = state };
        Inspector = new Inspector(options.Rules, options.Inputs, Catalog, Ledger, _segments, time);
        _lane = new Lane(
            Rules, Catalog, new SegmentRecognizer(readings, NullLogger.Instance), Ledger, maxLineBytes, Samples, time);
    }

    /// <summary>What the checkpoints held.</summary>
    public RestoreOutcome Restored { get; }

    public RuleSet Rules { get; }

    public SampledLines Samples { get; } = new();

    public MetricCatalog Catalog { get; }

    public Ledger Ledger { get; }

    public Inspector Inspector { get; }

    public Checkpointer Checkpointer { get; }

    public IReadOnlyList<TailedSegment> Segments => _segments.All;

    public int OpenSegments => _segments.All.Count;

    public long LagBytes => _segments.LagBytes;

    public IReadOnlyList<StreamLag> Lags => _segments.Streams.Report(_segments.All, _segments.Waiting);

    public int UnreadableFiles => _segments.Refused;

    public PassResult Step()
    {
        _loop.RequestScan();
        var pass = _loop.Pass();
        for (var i = 0; i < pass.Queued; i++)
        {
            Assert.True(_queue.TryTake(out var work, CancellationToken.None));
            var segment = work.Segment;
            while (_lane.Read(segment, LastBytes.Hold, maxBatches: 2) is StepOutcome.More or StepOutcome.Replaced)
            {
            }

            segment.Release();
        }

        return pass;
    }

    /// <summary>Reads until nothing is left.</summary>
    public void StepToEnd()
    {
        while (!Step().IsIdle)
        {
        }
    }

    /// <summary>Reads until nothing is left but what is held for lines that may belong to it.</summary>
    public void StepToRest()
    {
        while (Step().Queued > 0)
        {
        }
    }

    /// <summary>The committed value of a series, 0 if there is none.</summary>
    public double Value(string metric, params string[] labels) => Ledger.Use(state =>
    {
        var series = state.Table.Metrics.Single(series => series.Definition.Name == metric);
        var key = LabelKey.Encode(labels);
        for (var slot = 0; slot < series.Count; slot++)
        {
            if (series.Key(slot).SequenceEqual(key)) return series.Numbers(slot)[0];
        }

        return 0;
    });

    /// <summary>The committed values of all series of a metric, added up.</summary>
    public double Total(string metric) => Ledger.Use(state =>
    {
        var series = state.Table.Metrics.Single(series => series.Definition.Name == metric);
        return Enumerable.Range(0, series.Count).Sum(slot => series.Numbers(slot)[0]);
    });

    /// <summary>What a scrape answers: every sample by its series.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ScrapeAsync()
    {
        using var text = new MemoryStream();
        await Checkpointer.WriteMetricsAsync(
            text, Prometheus.ExpositionFormat.PrometheusText, () => { }, CancellationToken.None);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToDictionary(
                line => line[..line.LastIndexOf(' ')],
                line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _segments.Dispose();
        Checkpointer.Dispose();
    }
}
