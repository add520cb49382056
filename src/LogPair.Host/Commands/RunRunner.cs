using LogPair.Host.Configuration;
using LogPair.Host.Logging;
using LogPair.Host.Reload;
using LogPair.Host.Web;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Processor.Pipeline.Waking;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Commands;

/// <summary>Joins the processor, the web endpoints and the log for the life of the sidecar.</summary>
internal static partial class RunRunner
{
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string> flags, Surroundings surroundings)
    {
        // Tests bring a clock of their own.
        using var clock = new WakeClock("logpair clock");
        if (surroundings.Time == TimeProvider.System) surroundings = surroundings with { Time = clock };

        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        var problems = configuration.ProblemsOfRun;
        foreach (var problem in problems) surroundings.Error.WriteLine(problem);
        using var guard = WebGuard.TryOpen(configuration.Settings.WebConfig, surroundings.Time, out var webErrors);
        foreach (var error in webErrors) surroundings.Error.WriteLine(error);
        if (problems.Count > 0 || guard is null) return ExitCode.WrongUse;

        using var loggers = HostLogging.Create(configuration.Settings.LogFormat, configuration.Settings.LogLevel,
            surroundings);
        await using var processor = new ReloadingProcessor(
            configuration, text => ConfigurationLoader.Load(flags, surroundings.Variable, _ => text), surroundings.Time,
            loggers, guard);
        return await RunAsync(configuration, processor, guard, loggers, surroundings);
    }

    private static async Task<int> RunAsync(
        LoadedConfiguration configuration, ReloadingProcessor processor, WebGuard guard, ILoggerFactory loggers,
        Surroundings surroundings)
    {
        var logger = loggers.CreateLogger(typeof(RunRunner));
        foreach (var warning in configuration.Warnings) Log.DoubtfulRule(logger, warning);
        try
        {
            await ServeAsync(configuration.Settings, processor, guard, loggers, surroundings);
            Log.Ended(logger);
            return ExitCode.Done;
        }
        catch (ListenException exception)
        {
            Log.CannotListen(logger, exception.Message);
            return exception.IsWrongAddress ? ExitCode.WrongUse : ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // Whatever it is, it ends the process: a sidecar that half works is worse than one that restarts.
            Log.Failed(logger, exception.Message, exception);
            return ExitCode.Failed;
        }
    }

    private static async Task ServeAsync(
        HostSettings settings, ReloadingProcessor processor, WebGuard guard, ILoggerFactory loggers,
        Surroundings surroundings)
    {
        var logger = loggers.CreateLogger(typeof(RunRunner));
        Log.Starting(logger, ProductVersion.Text, string.Join(',', settings.Logs), settings.StateDirectory!,
            settings.Lanes);

        var volume = new LateVolume(settings.Logs, settings.StateDirectory!, loggers.CreateLogger<LateVolume>(),
            surroundings.Time);
        using var turn = new StateTurn(settings.StateDirectory!, loggers.CreateLogger<StateTurn>(), surroundings.Time);
        await using var server = await MetricsServer.StartAsync(
            settings.Listen, new LateVolumeSource(processor, volume, turn), guard, loggers, surroundings.Stop);
        Log.Listening(logger, server.Address.Url("/metrics", guard.Scheme));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Stop);
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(guard, loggers, stop, ended.Token);
        try
        {
            await volume.WaitAsync(stop.Token);
            if (volume.MissingRoot is null && await turn.WaitAsync(stop.Token)) await processor.RunAsync(() => EndingFor(surroundings), stop.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    // Certificates are looked at to the very end: the last scrape may need a new one. A bug there ends everything.
    private static async Task WatchAsync(
        WebGuard guard, ILoggerFactory loggers, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            await guard.WatchAsync(loggers.CreateLogger<WebGuard>(), ended);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    // A person at a terminal wants the prompt back; Prometheus is not likely to be there.
    private static Ending EndingFor(Surroundings surroundings) =>
        surroundings.StopReason() == StopReason.Orchestrator ? Ending.DrainAndLinger : Ending.Drain;

    private static partial class Log
    {
        [LoggerMessage(EventIds.Starting, LogLevel.Information,
            "LogPair {Version} counts {Logs}, keeps its state in {State}, uses {Lanes} lanes")]
        public static partial void Starting(ILogger logger, string version, string logs, string state, int lanes);

        [LoggerMessage(EventIds.DoubtfulRule, LogLevel.Warning, "{Warning}")]
        public static partial void DoubtfulRule(ILogger logger, string warning);

        [LoggerMessage(EventIds.Listening, LogLevel.Information, "Metrics are at {Url}")]
        public static partial void Listening(ILogger logger, string url);

        [LoggerMessage(EventIds.Ended, LogLevel.Information, "Ended; everything read is in the checkpoint")]
        public static partial void Ended(ILogger logger);

        [LoggerMessage(EventIds.CannotListen, LogLevel.Critical, "{Reason}")]
        public static partial void CannotListen(ILogger logger, string reason);

        [LoggerMessage(EventIds.Failed, LogLevel.Critical, "Failed and ends: {Reason}")]
        public static partial void Failed(ILogger logger, string reason, Exception exception);
    }
}
