using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Processor.Pipeline.Waking;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LogPair.Processor.Pipeline;

/// <summary>The whole way from files to metrics: restores, tails, counts, saves, and shows what is saved.</summary>
internal sealed partial class LogProcessor : IAsyncDisposable
{
    private const string NotSaved = "The last checkpoint could not be written. What was counted since the one before it "
        + "is counted again after a restart, as far as its files are still there.";

    // How often it is saved while the backlog of the start is read, and that this takes a twentieth of the time at most.
    private static readonly TimeSpan BacklogInterval = TimeSpan.FromMilliseconds(100);
    private const int SavePauseFactor = 20;

    private readonly ProcessorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MetricCatalog _catalog;
    private readonly Ledger _ledger;
    private readonly SegmentQueue _queue = new();
    private readonly SegmentSet _segments;
    private readonly SealKeeper _seals;
    private readonly TailingLoop _loop;
    private readonly TimeProvider _tailingTime;
    private readonly TailingPace _pace;
    private readonly PacedLooks _looks;
    private readonly ConsumedLook _consumed;
    private readonly ConsumedProbe _consumedProbe;
    private readonly ConsumedFile _consumedFile;
    private readonly ScrapeWatch _scrapes;
    private readonly Checkpointer _checkpointer;
    private readonly HealthMetrics _healthMetrics;
    private readonly ProcessorReport _report;
    private readonly LaneRunner[] _lanes;
    private readonly SampledLines? _samples;
    private readonly PortBooks? _port;
    private volatile ConfigurationHealth _configuration;
    private volatile ProcessorState _state = ProcessorState.Restoring;

    public LogProcessor(ProcessorOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _time = time;
        _logger = new PacedLogger(loggers.CreateLogger<LogProcessor>(), time);
        _catalog = new MetricCatalog(options.Rules);
        _ledger = new Ledger(_catalog, time.GetUtcNow(), time);

        var exporter = new PrometheusExporter(_catalog.Definitions);
        _healthMetrics = new HealthMetrics(exporter.Factory);
        _checkpointer = new Checkpointer(_ledger, new StateDirectory(options.StateDirectory, options.Durability), exporter, time, _logger);

        var globs = options.Inputs.Select(input => FileGlob.Parse(input.Path)).ToList();
        _segments = new SegmentSet(_ledger, _catalog, options.MaxLineBytes, time, _logger);
        _seals = new SealKeeper(_ledger, _catalog, _segments, time, _logger);
        _loop = new TailingLoop(
            new VolumeScanner(globs), _segments, _queue, _seals, new Truncations(_ledger, _catalog), time, _logger);
        // Its own: a file system that hangs must not stop the clock of the others.
        _tailingTime = WakeClock.For(time, "logpair tailing");
        _pace = new TailingPace(
            globs, globs.All(glob => LocalFileSystem.Holds(glob.Root)),
            new PollIntervals(options.MinPollInterval, options.MaxPollInterval), options.Doorbell,
            _loop.SuggestScan, _tailingTime, _logger);
        _consumed = new ConsumedLook(_loop, _segments, time);
        _consumedProbe = new ConsumedProbe(_consumed, SaveAsync, _pace.Wake, time);
        _consumedFile = new ConsumedFile(options.StateDirectory, _logger);
        _scrapes = new ScrapeWatch(_pace.Wake, options.LastScrape, time);
        if (options.HasLineSamples) _samples = new SampledLines();
        _lanes = CreateLanes();
        _looks = new PacedLooks(_consumed, _pace, _queue, _lanes[0]);
        _report = new ProcessorReport(_catalog, _ledger, _segments, _loop)
        {
            StartTime = options.StartTime ?? time.GetUtcNow(),
        };
        _configuration = new ConfigurationHealth(IsLastReloadSuccess: true, time.GetUtcNow());
        if (options.Port is { } port) _port = new PortBooks(port, _ledger, _catalog);
        Inspector = new Inspector(options.Rules, options.Inputs, _catalog, _ledger, _segments, time);
        Trial = new ExpressionTrial(options.Inputs, _ledger, time);
    }

    /// <summary>Shows people what is counted, and from what.</summary>
    public Inspector Inspector { get; }

    /// <summary>Tries expressions on sampled lines.</summary>
    public ExpressionTrial Trial { get; }

    /// <summary>Whether a scrape is answered.</summary>
    public bool HasMetrics => _state.HasMetrics();

    public ProcessorStatus Status =>
        _report.Status(_state, _checkpointer.LastSuccess) with { IsWatching = _pace.IsWatching };

    /// <summary>Some of the latest lines that count for nothing; null if none are kept.</summary>
    public SampledLines? Samples => _samples;

    /// <summary>Restores and tails until <paramref name="stop"/>; then drains, saves and returns.</summary>
    /// <inheritdoc cref="RunAsync(Func{Ending}, CancellationToken)"/>
    public Task RunAsync(CancellationToken stop) => RunAsync(() => Ending.Drain, stop);

    /// <summary>Restores and tails until <paramref name="stop"/>; then ends as it is asked to.</summary>
    /// <param name="ending">How to end; asked after <paramref name="stop"/>, again and again while it matters.</param>
    /// <param name="stop">Asks for the end.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidOperationException">Nothing can be saved in the state directory.</exception>
    /// <exception cref="IOException">The last checkpoint could not be written; the log says why.</exception>
    /// <exception cref="Exception">A loop failed, which is a fault of the program: the process should end.</exception>
    public async Task<Ending> RunAsync(Func<Ending> ending, CancellationToken stop)
    {
        Restore();
        using var ended = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
        var lanes = _lanes.Select(lane => RunOnThread(() => lane.Run(ended.Token), ended)).ToList();
        var saving = StopAllIfItFails(SavePeriodicallyAsync(ended.Token), ended);
        var tailing = StopAllIfItFails(TailAsync(stopping.Token), ended);

        await tailing;
        var how = await FinishAsync(ending, ended.Token);
        await ended.CancelAsync();
        await Task.WhenAll([saving, .. lanes]);
        _port?.Close();
        var isSaved = await SaveAsync(CancellationToken.None);

        // One that has handed over answers scrapes, with what is saved, until its successor does.
        if (how != Ending.HandOver) _state = ProcessorState.Stopped;
        return isSaved ? how : throw new IOException(NotSaved);
    }

    /// <summary>Takes over what was saved. <see cref="RunAsync(CancellationToken)"/> does it if nobody has.</summary>
    /// <exception cref="InvalidOperationException">Nothing can be saved in the state directory.</exception>
    public void Restore()
    {
        if (_state != ProcessorState.Restoring) return;

        _checkpointer.Prepare();
        _consumedFile.Remove();
        var restored = _checkpointer.Restore();
        _seals.IsNewLife = restored is RestoreOutcome.None or RestoreOutcome.Lost;

        // What an earlier moment lacks was served already: until it is read again, there is nothing to show.
        var begun = _options.HasCaughtUp ? ProcessorState.Following : ProcessorState.CatchingUp;
        _state = restored == RestoreOutcome.Earlier ? ProcessorState.Recounting : begun;
    }

    /// <summary>Shows that the configuration was loaded again. Not before <see cref="Restore"/>.</summary>
    /// <param name="isSuccess">Whether this is the processor of the new one; else the new one has errors.</param>
    public void RecordReload(bool isSuccess)
    {
        _configuration = isSuccess
            ? new ConfigurationHealth(IsLastReloadSuccess: true, _time.GetUtcNow())
            : _configuration with { IsLastReloadSuccess = false };
        var result = isSuccess ? _catalog.Success : _catalog.Failure;
        _ledger.Commit(new Booking(_catalog.ConfigReloads, result, 1));
    }

    /// <summary>Answers a scrape: makes the state durable and writes it.</summary>
    /// <returns>To be handed back when the answer went out to its end.</returns>
    /// <exception cref="InvalidOperationException">The state is not restored yet; see <see cref="Status"/>.</exception>
    public async Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel)
    {
        if (!_state.HasMetrics()) throw new InvalidOperationException("The state is being restored.");

        _port?.Book();
        var format = openMetrics ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText;
        return _scrapes.Receipt(await _checkpointer.WriteMetricsAsync(destination, format, ShowHealth, cancel));
    }

    /// <summary>Whether everything that is on the volume now is read and durable. Takes about a second at most.</summary>
    public async Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) =>
        _state is ProcessorState.Restoring or ProcessorState.Stopped
            ? ConsumedAnswer.No(Status.NotReadyReason!)
            : await _consumedProbe.AskAsync(() => _segments.LagBytes, cancel);

    /// <summary>Makes a checkpoint if anything changed.</summary>
    /// <returns>Whether everything that is committed is durable; if not, the log says why.</returns>
    public async Task<bool> SaveAsync(CancellationToken cancel)
    {
        // Before the save: what was committed before this time is then in the checkpoint.
        var until = _consumed.Until;
        if (!await _checkpointer.SaveAsync(cancel)) return false;

        _consumedFile.Show(until);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _pace.Dispose();
        if (_tailingTime != _time) (_tailingTime as IDisposable)?.Dispose();
        _segments.Dispose();
        _checkpointer.Dispose();
        return ValueTask.CompletedTask;
    }

    private LaneRunner[] CreateLanes()
    {
        var rules = _options.Rules;
        RecordClock.Require(rules.Fields);
        var readings = new InputReadings(_options.Inputs.Select(input => input.Reading), rules.Fields);
        return
        [
            .. Enumerable.Range(0, _options.Lanes).Select(_ => new LaneRunner(
                new Lane(
                    rules, _catalog, new SegmentRecognizer(readings, _logger), _ledger, _options.MaxLineBytes, _samples,
                    _time),
                _queue, OnReleased, _logger)),
        ];
    }

    // Where somebody waits for the backlog, the look that finds it read is due as soon as there is no more of it.
    private void OnReleased()
    {
        if (IsCatchingUp && _queue.IsEmpty && _loop.MissingDirectories.Count == 0) _pace.Wake();
        else _pace.Released();
    }

    private bool IsSaved => _checkpointer.IsCurrent && _consumedFile.Shows(_consumed.Until);

    private bool IsCatchingUp => _state is ProcessorState.CatchingUp or ProcessorState.Recounting;

    private async Task TailAsync(CancellationToken stop)
    {
        PassResult pass;
        do
        {
            if (stop.IsCancellationRequested) return;

            pass = _looks.Pass();
            if (IsCatchingUp && _loop.MissingDirectories.Count == 0 && (pass.IsIdle || _segments.HasReadBacklog))
                await FollowAsync();
        }
        while (await _looks.WaitAsync(pass, stop));
    }

    private async Task FollowAsync()
    {
        // A scrape shows what is durable, which is still the earlier moment until this is saved.
        if (_state == ProcessorState.Recounting && !await SaveAsync(CancellationToken.None)) return;

        _state = ProcessorState.Following;
        Log.CaughtUp(_logger, _segments.All.Count);
    }

    /// <summary>The ways from the request to stop to the last checkpoint. The lanes are still at work.</summary>
    private async Task<Ending> FinishAsync(Func<Ending> ending, CancellationToken cancel)
    {
        if (ending() == Ending.HandOver)
        {
            var handOver = new HandOverPhase(_looks, _segments, _time, _logger);
            await handOver.RunAsync(() => ending() == Ending.HandOver, cancel);
        }

        var how = ending();
        if (how == Ending.HandOver || cancel.IsCancellationRequested) return how;

        using var clock = new StopClock(_time, _options.StopTimeout, cancel);
        if (_state != ProcessorState.Recounting) _state = ProcessorState.Draining;
        var isDrained = await new DrainPhase(_looks, _segments, _logger).RunAsync(clock);
        if (how != Ending.DrainAndLinger) return how;

        var isSaved = await SaveAsync(CancellationToken.None);
        if (!isDrained || !isSaved)
        {
            Log.LingerImpossible(_logger);
            return how;
        }

        _state = ProcessorState.Lingering;
        await new LingerPhase(_looks, _ledger, _scrapes, _logger).RunAsync(clock);
        return how;
    }

    private async Task SavePeriodicallyAsync(CancellationToken cancel)
    {
        try
        {
            await SaveBacklogAsync(cancel);
            using var timer = new PeriodicTimer(_options.CheckpointInterval, _time);
            while (await timer.WaitForNextTickAsync(cancel)) await SaveIfWorthWhileAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The last save is made when everything else has ended.
        }
    }

    // A gigabyte is read within a second: who is killed meanwhile should not have to read all of it again.
    private async Task SaveBacklogAsync(CancellationToken cancel)
    {
        var pause = BacklogInterval;
        while (IsCatchingUp)
        {
            pause = TimeSpan.Min(pause, _options.CheckpointInterval);
            await Task.Delay(pause, _time, cancel);
            var began = _time.GetTimestamp();
            pause = await SaveIfWorthWhileAsync(cancel)
                ? TimeSpan.Max(_time.GetElapsedTime(began) * SavePauseFactor, BacklogInterval)
                : pause * 2;
        }
    }

    /// <returns>False if there was no reason to save.</returns>
    private async Task<bool> SaveIfWorthWhileAsync(CancellationToken cancel)
    {
        if (IsSaved && !_checkpointer.IsSignDue) return false;

        await SaveAsync(cancel);
        return true;
    }

    private void ShowHealth() =>
        _healthMetrics.Show(
            _report.Health(_state, _checkpointer.LastSuccess, _pace.IsWatching) with
            {
                LastScrape = _options.LastScrape.Time,
                Configuration = _configuration,
                Port = _options.Port?.Health,
            });

    // Its priority is its own: what goes on when it has ended must not do so on it.
    private static Task RunOnThread(Action body, CancellationTokenSource ended) => StopAllIfItFails(
        Task.Factory.StartNew(
            body, CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously, TaskScheduler.Default),
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

        [LoggerMessage(EventIds.LingerImpossible, LogLevel.Warning,
            "Not waiting for a scrape: the final values are not read and saved in time")]
        public static partial void LingerImpossible(ILogger logger);
    }
}
