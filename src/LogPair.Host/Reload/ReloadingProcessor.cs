using LogPair.Host.Configuration;
using LogPair.Host.Logging;
using LogPair.Host.Web;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Stopping;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Reload;

/// <summary>A processor that makes place for another one, in the same process, when the rules file changes.</summary>
/// <remarks>
/// The old one ends with a checkpoint and the new one begins with it, so every line is counted by exactly one of them,
/// and metrics that did not change keep their values. Until the new one has taken over, the old one answers scrapes
/// with the values in that checkpoint: no scrape waits or fails.
/// </remarks>
internal sealed partial class ReloadingProcessor : IMetricsSource, IAsyncDisposable
{
    private readonly Func<string, LoadedConfiguration> _load;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _startTime;
    private readonly LastScrape _lastScrape = new();
    private readonly ConfigWatch? _watch;
    private readonly IPortReport _port;
    private readonly List<Task> _retiring = [];
    private HostSettings _settings;
    private volatile SharedProcessor _current;
    private volatile ConfigurationReport _report;

    /// <param name="configuration">To begin with; has no problems.</param>
    /// <param name="load">Reads a configuration as at the start, but with another text of the rules file.</param>
    /// <param name="time">Of the processors.</param>
    /// <param name="loggers">Of the processors.</param>
    /// <param name="port">Whoever serves the metrics.</param>
    public ReloadingProcessor(
        LoadedConfiguration configuration, Func<string, LoadedConfiguration> load, TimeProvider time,
        ILoggerFactory loggers, IPortReport port)
    {
        _port = port;
        _load = load;
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger<ReloadingProcessor>();
        _startTime = time.GetUtcNow();
        _settings = configuration.Settings;
        _report = Report(configuration);
        _current = new SharedProcessor(Create(configuration, hasCaughtUp: false));
        if (configuration is { Settings.ConfigFile: { } path, FileText: { } text })
            _watch = new ConfigWatch(path, text, time);
    }

    public bool HasMetrics => _current.Processor.HasMetrics;

    public ProcessorStatus Status => _current.Processor.Status;

    public SampledLines? Samples => _current.Processor.Samples;

    public Inspector Inspector => _current.Processor.Inspector;

    public ExpressionTrial Trial => _current.Processor.Trial;

    public ConfigurationReport? Configuration => _report;

    public Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) =>
        UseAsync(processor => processor.WriteMetricsAsync(destination, openMetrics, cancel));

    public Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) =>
        UseAsync(processor => processor.AskConsumedAsync(cancel));

    /// <summary>Runs until <paramref name="stop"/>, with the rules that are in the file.</summary>
    /// <inheritdoc cref="LogProcessor.RunAsync(Func{Ending}, CancellationToken)"/>
    public async Task RunAsync(Func<Ending> ending, CancellationToken stop)
    {
        while (true)
        {
            using var handOver = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var successor = FindSuccessorAsync(handOver);
            var running = _current.Processor.RunAsync(
                () => stop.IsCancellationRequested ? ending() : Ending.HandOver, handOver.Token);
            var how = Ending.Drain;
            try
            {
                how = await running;
            }
            finally
            {
                await handOver.CancelAsync();
                if (how != Ending.HandOver) await DropAsync(successor);
            }

            if (how != Ending.HandOver || await successor is not { } next) return;
            TakeOver(next);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_retiring);
        await _current.DisposeAsync();
    }

    // Whoever finds a retired one has looked just before the successor was put in place; or everything ends.
    private Task<T> UseAsync<T>(Func<LogProcessor, Task<T>> use) => _current.UseAsync(use) ?? _current.UseAsync(use)
        ?? throw new ObjectDisposedException(nameof(ReloadingProcessor), "The processor has ended.");

    /// <summary>Waits for a rules file that is right, makes its processor, and asks for the hand-over.</summary>
    /// <returns>Null if <paramref name="handOver"/> came from elsewhere.</returns>
    private async Task<Successor?> FindSuccessorAsync(CancellationTokenSource handOver)
    {
        if (_watch is null) return null;

        try
        {
            while (true)
            {
                var reading = await _watch.NextAsync(handOver.Token);
                if (TryCreate(reading) is not { } successor) continue;

                await WaitUntilStateCanBeSavedAsync(handOver.Token);
                await handOver.CancelAsync();
                return successor;
            }
        }
        catch (OperationCanceledException) when (handOver.IsCancellationRequested)
        {
            return null;
        }
        catch
        {
            // A bug: end the processor too, so that whoever waits for it sees the failure.
            await handOver.CancelAsync();
            throw;
        }
    }

    // Without a checkpoint there is nothing to hand over: the old one would end, and nobody could go on.
    private async Task WaitUntilStateCanBeSavedAsync(CancellationToken cancel)
    {
        var hasSaidSo = false;
        while (!await _current.Processor.SaveAsync(cancel))
        {
            if (!hasSaidSo) Log.ReloadWaits(_logger);
            hasSaidSo = true;
            await Task.Delay(ConfigWatch.Rest, _time, cancel);
        }
    }

    private Successor? TryCreate(ConfigReading reading)
    {
        if (reading.Text is null) return Fail([reading.Problem!]);

        var configuration = _load(reading.Text);
        var problems = configuration.ProblemsOfRun;
        if (problems.Count > 0) return Fail(problems);

        var settings = FixedSettings.Keep(_settings, configuration.Settings, out var differing);
        configuration = configuration with { Settings = settings };
        try
        {
            var processor = Create(configuration, _current.Processor.Status.IsReady);
            foreach (var warning in configuration.Warnings) Log.DoubtfulRule(_logger, warning);
            foreach (var (name, kept, wanted) in differing) Log.NeedsRestart(_logger, name, wanted, kept);
            return new Successor(configuration, processor);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return Fail([$"{settings.ConfigFile}: {exception.Message}"]);
        }
    }

    private Successor? Fail(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) Log.ReloadProblem(_logger, problem);
        Log.ReloadFailed(_logger, problems.Count);
        _report = _report with { Problems = problems, Refused = _time.GetUtcNow() };
        _current.Processor.RecordReload(isSuccess: false);
        return null;
    }

    private LogProcessor Create(LoadedConfiguration configuration, bool hasCaughtUp)
    {
        var options = configuration.ToProcessorOptions() with
        {
            StartTime = _startTime,
            LastScrape = _lastScrape,
            HasCaughtUp = hasCaughtUp,
            Port = _port,
        };
        return new LogProcessor(options, _time, _loggers);
    }

    private void TakeOver(Successor successor)
    {
        successor.Processor.Restore();
        successor.Processor.RecordReload(isSuccess: true);
        var old = _current;
        _current = new SharedProcessor(successor.Processor);
        _settings = successor.Configuration.Settings;
        _report = Report(successor.Configuration);
        _retiring.RemoveAll(retired => retired.IsCompletedSuccessfully);
        _retiring.Add(old.DisposeAsync().AsTask());
        Log.Reloaded(_logger, _settings.ConfigFile!, successor.Configuration.Rules.Metrics.Count);
    }

    private ConfigurationReport Report(LoadedConfiguration configuration) => new(
        [
            .. configuration.Resolved.Select(each => new SettingView(
                each.Setting.Name, each.Text, each.SourceName, each.Where)),
        ],
        _time.GetUtcNow())
    {
        File = configuration.Settings.ConfigFile,
        Text = configuration.FileText,
        Warnings = configuration.Warnings,
    };

    private static async Task DropAsync(Task<Successor?> finding)
    {
        if (await finding is { } unused) await unused.Processor.DisposeAsync();
    }

    private sealed record Successor(LoadedConfiguration Configuration, LogProcessor Processor);

    private static partial class Log
    {
        [LoggerMessage(EventIds.Reloaded, LogLevel.Information,
            "Reloaded {Path}: {Metrics} metrics. Those that did not change keep their values")]
        public static partial void Reloaded(ILogger logger, string path, int metrics);

        [LoggerMessage(EventIds.ReloadProblem, LogLevel.Error, "{Problem}")]
        public static partial void ReloadProblem(ILogger logger, string problem);

        [LoggerMessage(EventIds.ReloadFailed, LogLevel.Error,
            "The changed rules file is not used, it has {Problems} errors; the rules before it stay in force. "
            + "Mend the file, it is looked at again when it changes")]
        public static partial void ReloadFailed(ILogger logger, int problems);

        [LoggerMessage(EventIds.ReloadWaits, LogLevel.Warning,
            "The changed rules file waits until a checkpoint can be written; the rules before it stay in force")]
        public static partial void ReloadWaits(ILogger logger);

        [LoggerMessage(EventIds.NeedsRestart, LogLevel.Warning,
            "{Setting} is now {Wanted} in the configuration; this process keeps {Kept} until it is restarted")]
        public static partial void NeedsRestart(ILogger logger, string setting, string wanted, string kept);

        [LoggerMessage(EventIds.DoubtfulRule, LogLevel.Warning, "{Warning}")]
        public static partial void DoubtfulRule(ILogger logger, string warning);
    }
}
