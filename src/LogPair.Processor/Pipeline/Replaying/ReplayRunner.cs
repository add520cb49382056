using System.Collections.Concurrent;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline.Backfilling;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>Counts files at rest, through the same stages as tailing and with the same results.</summary>
/// <remarks>
/// The one difference: at rest, bytes after the last line feed are a line and the last event is complete, because
/// nothing follows them.
/// </remarks>
internal sealed class ReplayRunner
{
    // 4 MiB: often enough for a progress display and for Ctrl-C.
    private const int BatchesPerTurn = 8;

    private readonly ReplayOptions _options;
    private readonly MetricCatalog _catalog;
    private readonly Ledger _ledger;
    private readonly InputReadings _readings;
    private readonly ConcurrentQueue<ReplayProblem> _problems = [];
    private readonly SampledLines _samples = new();
    private readonly EventTimeline? _timeline;
    private int _files;
    private long _bytesRead;
    private long _bytesTotal;

    private ReplayRunner(ReplayOptions options)
    {
        _options = options;
        RecordClock.Require(options.Rules.Fields);
        _catalog = new MetricCatalog(options.Rules);
        _ledger = new Ledger(_catalog, DateTimeOffset.UnixEpoch);
        _readings = new InputReadings(options.Inputs, options.Rules.Fields);
        _timeline = options.Step is { } step ? new EventTimeline(options.Rules, step) : null;
    }

    // A timeline has one owner thread.
    private int Lanes => _timeline is null ? _options.Lanes : 1;

    /// <param name="options">What to do.</param>
    /// <param name="progress">Told every few megabytes, from several threads; null if nobody wants to know.</param>
    /// <param name="cancel">Gives up between two batches.</param>
    public static ReplayResult Run(
        ReplayOptions options, IProgress<ReplayProgress>? progress, CancellationToken cancel) =>
        new ReplayRunner(options).Run(progress, cancel);

    private ReplayResult Run(IProgress<ReplayProgress>? progress, CancellationToken cancel)
    {
        var segments = new ConcurrentQueue<TailedSegment>(_options.Files.Select(TryOpen).OfType<TailedSegment>());
        _bytesTotal = Bytes.Sum(segments.Select(segment => segment.Size));
        Parallel.For(
            0,
            Math.Min(Lanes, Math.Max(1, segments.Count)),
            new ParallelOptions { CancellationToken = cancel },
            _ =>
            {
                var lane = new Lane(
                    _options.Rules, _catalog, new SegmentRecognizer(_readings, _options.Logger), _ledger,
                    _options.MaxLineBytes, _samples)
                {
                    Timeline = _timeline,
                };
                while (segments.TryDequeue(out var segment))
                {
                    using (segment) ReadWhole(segment, lane, progress, cancel);
                }
            });
        return Finish();
    }

    private TailedSegment? TryOpen(string path)
    {
        var full = Path.GetFullPath(path);
        var problem = "";
        if (ResolveLink(full, ref problem) is { } target)
        {
            if (SegmentFile.TryOpen(target, out var file, out var refusal)) return Tail(Decompressed(file, full), full);
            problem = refusal.Text;
        }

        _problems.Enqueue(new ReplayProblem(path, problem));
        return null;
    }

    private TailedSegment Tail(ISegmentFile file, string path) => new(
        file, new DiscoveredFile(VolumeEntry.Of(path), file.GetFacts(), _options.InputOf(path)), SealExpectation.None,
        _options.MaxLineBytes);

    private static ISegmentFile Decompressed(SegmentFile file, string path) =>
        VolumeEntry.Of(path).Role == EntryRole.Compressed ? new CompressedSegmentFile(file) : file;

    // Here a person names the files, so links are followed, unlike in a directory that a neighbour writes to.
    private static string? ResolveLink(string path, ref string problem)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException error)
        {
            problem = error.Message;
            return null;
        }
    }

    private void ReadWhole(
        TailedSegment segment, Lane lane, IProgress<ReplayProgress>? progress, CancellationToken cancel)
    {
        try
        {
            StepOutcome outcome;
            do
            {
                cancel.ThrowIfCancellationRequested();
                var before = segment.CountedOffset;
                outcome = lane.Read(segment, LastBytes.AreALine, BatchesPerTurn);
                var read = Interlocked.Add(ref _bytesRead, segment.CountedOffset - before);
                progress?.Report(new ReplayProgress(read, _bytesTotal));
            }
            while (outcome == StepOutcome.More);

            if (outcome == StepOutcome.Refused)
                _problems.Enqueue(new ReplayProblem(segment.Path, "is compressed; unpack it first"));
            else Interlocked.Increment(ref _files);
            if (segment.File is CompressedSegmentFile { IsSuspicious: true })
                _problems.Enqueue(new ReplayProblem(segment.Path, "is cut off; what could be unpacked is counted"));
        }
        catch (IOException error)
        {
            if (segment.CountedOffset > 0) Interlocked.Increment(ref _files);
            if (error.InnerException is InvalidDataException) lane.GiveUp(segment, LossReason.Damaged);
            _problems.Enqueue(new ReplayProblem(segment.Path, $"at offset {segment.ResumeOffset}: {error.Message}"));
        }
    }

    private ReplayResult Finish()
    {
        var exporter = new PrometheusExporter(_catalog.Definitions);
        return _ledger.Use(state =>
        {
            var snapshot = new SeriesSnapshot(state.Table);
            snapshot.Take(state.Table);
            exporter.Apply(snapshot);
            return new ReplayResult(exporter, LineCounts.In(state.Table, _catalog), [.. _problems], _samples)
            {
                Files = _files,
                Backfill = _timeline is { HasTime: true } ? new Backfill(_timeline) : null,
            };
        });
    }
}
