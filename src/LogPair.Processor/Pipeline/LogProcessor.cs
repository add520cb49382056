using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Parsing;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LogPair.Processor.Pipeline;

/// <summary>The whole way from files to metrics: restores, tails, counts, saves, and shows what is saved.</summary>
internal sealed partial class LogProcessor : IAsyncDisposable
{
    private const string NotSaved = "The last checkpoint could not be written. What was counted since the one before it "
        + "is counted again after a restart, as far as its files are still there.";

    private readonly ProcessorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MetricCatalog _catalog;
    private readonly Ledger _ledger;
    private readonly SegmentQueue _queue = new();
    private readonly SegmentSet _segments;
    private readonly SealKeeper _seals;
    private readonly TailingLoop _loop;
    private readonly TailingPace _pace;
    private readonly Checkpointer _checkpointer;
    private readonly HealthMetrics _healthMetrics;
    private readonly ProcessorReport _report;
    private readonly LaneRunner[] _lanes;
    private volatile ProcessorState _state = ProcessorState.Restoring;

    public LogProcessor(ProcessorOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _time = time;
        _logger = loggers.CreateLogger<LogProcessor>();
        _catalog = new MetricCatalog(options.Rules);
        _ledger = new Ledger(_catalog, time.GetUtcNow());

        var exporter = new PrometheusExporter(_catalog.Definitions);
        _healthMetrics = new HealthMetrics(exporter.Factory);
        _checkpointer = new Checkpointer(_ledger, new StateDirectory(options.StateDirectory, options.Durability), exporter, time, _logger);

        var globs = options.Inputs.Select(input => FileGlob.Parse(input.Path)).ToList();
        _segments = new SegmentSet(_ledger, _catalog, options.MaxLineBytes, time, _logger);
        _seals = new SealKeeper(_ledger, _catalog, _segments, time, _logger);
        _loop = new TailingLoop(
            new VolumeScanner(globs), _segments, _queue, _seals, new Truncations(_ledger, _catalog), time, _logger);
        _pace = new TailingPace(globs, options.MaxPollInterval, _loop.RequestScan, time, _logger);
        _lanes = CreateLanes();
        _report = new ProcessorReport(_catalog, _ledger, _segments, _loop) { StartTime = time.GetUtcNow() };
    }

    public ProcessorStatus Status => _report.Status(_state, _checkpointer.LastSuccess);

    /// <summary>Restores and tails until <paramref name="stop"/>; then drains, saves and returns.</summary>
    /// <exception cref="InvalidOperationException">Nothing can be saved in the state directory.</exception>
    /// <exception cref="IOException">The last checkpoint could not be written; the log says why.</exception>
    /// <exception cref="Exception">A loop failed, which is a fault of the program: the process should end.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        _checkpointer.Prepare();
        var restored = _checkpointer.Restore();
        _seals.IsNewLife = restored is RestoreOutcome.None or RestoreOutcome.Lost;

        // What an earlier moment lacks was served already: until it is read again, there is nothing to show.
        _state = restored == RestoreOutcome.Earlier ? ProcessorState.Recounting : ProcessorState.CatchingUp;

        using var ended = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
        var lanes = _lanes.Select(lane => RunOnThread(() => lane.Run(ended.Token), ended)).ToList();
        var saving = StopAllIfItFails(SavePeriodicallyAsync(ended.Token), ended);
        var tailing = StopAllIfItFails(TailAsync(stopping.Token), ended);

        await tailing;
        if (!ended.IsCancellationRequested) await DrainAsync(ended.Token);
        await ended.CancelAsync();
        await Task.WhenAll([saving, .. lanes]);
        var isSaved = await _checkpointer.SaveAsync(CancellationToken.None);
        _state = ProcessorState.Stopped;
        if (!isSaved) throw new IOException(NotSaved);
    }

    /// <summary>Answers a scrape: makes the state durable and writes it.</summary>
    /// <exception cref="InvalidOperationException">The state is not restored yet; see <see cref="Status"/>.</exception>
    public Task WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel)
    {
        if (!_state.HasMetrics()) throw new InvalidOperationException("The state is being restored.");

        var format = openMetrics ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText;
        return _checkpointer.WriteMetricsAsync(destination, format, ShowHealth, cancel);
    }

    public ValueTask DisposeAsync()
    {
        _pace.Dispose();
        _segments.Dispose();
        _queue.Dispose();
        _checkpointer.Dispose();
        return ValueTask.CompletedTask;
    }

    private LaneRunner[] CreateLanes()
    {
        var rules = _options.Rules;
        RecordClock.Require(rules.Fields);
        var parsers = _options.Inputs.Select(input => ParserFactory.Create(input.Format, rules.Fields)).ToList();
        return
        [
            .. Enumerable.Range(0, _options.Lanes).Select(_ => new LaneRunner(
                new Lane(rules, _catalog, parsers, _ledger, _options.MaxLineBytes), _queue, _pace.Wake, _logger)),
        ];
    }

    private bool IsCatchingUp => _state is ProcessorState.CatchingUp or ProcessorState.Recounting;

    private async Task TailAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var pass = _loop.Pass();
                if (IsCatchingUp && _loop.MissingDirectories.Count == 0 && (pass.IsIdle || _segments.HasReadBacklog))
                {
                    _state = ProcessorState.Following;
                    Log.CaughtUp(_logger, _segments.All.Count);
                }

                await _pace.WaitAsync(pass, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <summary>Reads until everything that is there has been looked at, also what is written meanwhile.</summary>
    private async Task DrainAsync(CancellationToken cancel)
    {
        _state = ProcessorState.Draining;
        var begin = _time.GetTimestamp();
        Log.Draining(_logger, _segments.LagBytes);
        while (!cancel.IsCancellationRequested)
        {
            _loop.RequestScan();
            var pass = _loop.Pass();
            if (pass.IsIdle)
            {
                Log.Drained(_logger, (long)_time.GetElapsedTime(begin).TotalMilliseconds);
                return;
            }

            if (_time.GetElapsedTime(begin) >= _options.DrainTimeout)
            {
                Log.DrainTimedOut(_logger, _segments.LagBytes);
                return;
            }

            await _pace.WaitAsync(pass, cancel);
        }
    }

    private async Task SavePeriodicallyAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(_options.CheckpointInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await _checkpointer.SaveAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The last save is made when everything else has ended.
        }
    }

    private void ShowHealth() =>
        _healthMetrics.Show(_report.Health(_state, _checkpointer.LastSuccess, _pace.IsWatching));

    private static Task RunOnThread(Action body, CancellationTokenSource ended) => StopAllIfItFails(
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
        ended);

    private static async Task StopAllIfItFails(Task loop, CancellationTokenSource ended)
    {
        try
        {
            await loop;
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.CaughtUp, LogLevel.Information, "Caught up: following {Segments} segments")]
        public static partial void CaughtUp(ILogger logger, int segments);

        [LoggerMessage(EventIds.Draining, LogLevel.Information, "Stopping: {LagBytes} bytes left to read")]
        public static partial void Draining(ILogger logger, long lagBytes);

        [LoggerMessage(EventIds.Drained, LogLevel.Information, "Read to the end of every file in {Milliseconds} ms")]
        public static partial void Drained(ILogger logger, long milliseconds);

        [LoggerMessage(EventIds.DrainTimedOut, LogLevel.Warning,
            "Stopping with {LagBytes} bytes unread: the time for draining is up. They are counted after a restart")]
        public static partial void DrainTimedOut(ILogger logger, long lagBytes);
    }
}
