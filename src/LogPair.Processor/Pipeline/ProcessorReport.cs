using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Pipeline;

/// <summary>Says how a processor is doing: to people and probes, and as gauges.</summary>
internal sealed class ProcessorReport
{
    private readonly MetricCatalog _catalog;
    private readonly Ledger _ledger;
    private readonly SegmentSet _segments;
    private readonly TailingLoop _loop;

    public ProcessorReport(MetricCatalog catalog, Ledger ledger, SegmentSet segments, TailingLoop loop)
    {
        _catalog = catalog;
        _ledger = ledger;
        _segments = segments;
        _loop = loop;
    }

    public required DateTimeOffset StartTime { get; init; }

    /// <param name="state">Where the processor is in its life.</param>
    /// <param name="lastCheckpoint">When its state was last durable.</param>
    public ProcessorStatus Status(ProcessorState state, DateTimeOffset? lastCheckpoint) => new()
    {
        State = state,
        SinceLastPass = state is ProcessorState.Restoring or ProcessorState.Stopped
            ? TimeSpan.Zero
            : _loop.SinceLastPass,
        NotReadyReason = NotReadyReason(state),
        Counts = _ledger.Use(state => LineCounts.In(state.Table, _catalog)),
        LagBytes = _segments.LagBytes,
        LagTime = _segments.LagTime,
        LastCheckpoint = lastCheckpoint,
        Segments = _segments.All.Count,
        Readings = Readings(),
        StartTime = StartTime,
        Created = _ledger.Use(state => state.Created),
        RefusedFiles = _segments.Refused,
        HeldBytes = _segments.HeldBytes,
    };

    /// <param name="state">Where the processor is in its life.</param>
    /// <param name="lastCheckpoint">When its state was last durable.</param>
    /// <param name="isWatching">Whether file events arrive.</param>
    public ProcessorHealth Health(ProcessorState state, DateTimeOffset? lastCheckpoint, bool isWatching) => new()
    {
        StartTime = StartTime,
        CpuTime = Environment.CpuUsage.TotalTime,
        ResidentBytes = ResidentMemory.Bytes,
        IsReady = state.IsReady(),
        Streams = _segments.Streams.Report(_segments.All, _segments.Waiting),
        Segments = _segments.All.Count,
        UnreadableFiles = _segments.Refused,
        HeldBytes = _segments.HeldBytes,
        IsWatching = isWatching,
        LastEvents = _ledger.Use(state => LastEvents(state.Segments.All.Values)),
        Series = _ledger.Use(state => SeriesCounts(state.Table)),
        LastCheckpoint = lastCheckpoint,
        Created = _ledger.Use(state => state.Created),
    };

    private List<SegmentReading> Readings() =>
    [
        .. _segments.All
            .Select(segment => (segment.Path, segment.Choice))
            .Where(segment => segment.Choice is { Lines: > 0 })
            .Select(segment => SegmentReading.Of(segment.Path, segment.Choice!)),
    ];

    private string? NotReadyReason(ProcessorState state) => state switch
    {
        ProcessorState.Restoring => "restoring the state from the checkpoint",
        ProcessorState.Recounting =>
            "the last checkpoint is damaged, and what it held is being counted again from the files: "
            + $"{_segments.LagBytes} bytes left",
        ProcessorState.CatchingUp when _loop.MissingDirectories.Count > 0 =>
            $"waiting for {string.Join(", ", _loop.MissingDirectories)}, which does not exist",
        ProcessorState.CatchingUp => $"{_segments.LagBytes} bytes of backlog to read",
        ProcessorState.Stopped => "stopped",
        _ => null,
    };

    private static List<SeriesCount> SeriesCounts(SeriesTable table) =>
    [
        .. table.Metrics
            .Where(series => !series.Definition.IsOwn)
            .Select(series => new SeriesCount(series.Definition.Name, series.Count, series.Definition.MaxSeries)),
    ];

    private static List<KeyValuePair<string, DateTimeOffset>> LastEvents(IEnumerable<SegmentProgress> segments) =>
    [
        .. segments
            .Where(progress => progress.LastEventTicks != 0)
            .GroupBy(progress => StreamName.Of(progress.Path), progress => progress.LastEventTicks)
            .Select(stream => KeyValuePair.Create(stream.Key, new DateTimeOffset(stream.Max(), TimeSpan.Zero))),
    ];
}
