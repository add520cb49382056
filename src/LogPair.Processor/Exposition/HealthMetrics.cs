using System.Reflection;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>Names the processor's own gauges.</summary>
internal sealed class HealthMetrics
{
    private readonly IMetricFactory _factory;
    private readonly Gauge _ready;
    private readonly StreamGauge _lagBytes;
    private readonly StreamGauge _lagSeconds;
    private readonly StreamGauge _sinceProgress;
    private readonly Gauge _segments;
    private readonly Gauge _unreadableFiles;
    private readonly Gauge _heldBytes;
    private readonly Gauge _watching;
    private readonly Counter _cpu;
    private readonly Gauge _memory;
    private readonly Gauge _startTime;
    private readonly Gauge _lastCheckpoint;
    private readonly Gauge _lastScrape;
    private readonly Gauge _created;
    private readonly StreamGauge _lastEvent;
    private readonly Gauge _series;
    private readonly Gauge _seriesLimit;
    private readonly Gauge _reloadSuccess;
    private readonly Gauge _reloadTime;
    private PortGauges? _port;

    public HealthMetrics(IMetricFactory factory)
    {
        _factory = factory;
        _ready = factory.CreateGauge("logpair_ready", "1 once the state is restored and the backlog was read, else 0.");
        _lagBytes = new(factory, "logpair_lag_bytes", "Bytes written and not yet counted, by stream.");
        _lagSeconds = new(
            factory, "logpair_lag_seconds", "How long the oldest byte not yet counted has been waiting, by stream.");
        _sinceProgress = new(
            factory, "logpair_since_progress_seconds", "Seconds since lines were last counted, by stream.");
        _segments = factory.CreateGauge("logpair_segments", "Segments being tailed.");
        _unreadableFiles = factory.CreateGauge(
            "logpair_unreadable_files", "Files that match an input but cannot be read.");
        _heldBytes = factory.CreateGauge(
            "logpair_held_bytes", "Bytes of deleted or moved files that are held open until they are counted.");
        _watching = factory.CreateGauge(
            "logpair_watcher_up", "1 while file events arrive, 0 while only polling finds changes.");

        // Names of Prometheus' own client libraries. Unlike all other counters here, this one begins anew with the process.
        _cpu = factory.CreateCounter("process_cpu_seconds_total", "Time on processors since the process started, in seconds.");
        _memory = factory.CreateGauge("process_resident_memory_bytes", "Resident memory of the process in bytes.");
        _startTime = factory.CreateGauge("logpair_start_time_seconds", "Unix time at which the processor started.");
        _lastCheckpoint = factory.CreateGauge(
            "logpair_last_checkpoint_timestamp_seconds", "Unix time at which the state was last durable.");
        _lastScrape = factory.CreateGauge(
            "logpair_last_scrape_timestamp_seconds",
            "Unix time at which the scrape before this one was answered to its end; 0 if there was none since the start.");
        _created = factory.CreateGauge(
            "logpair_created_timestamp_seconds",
            "Unix time since which counters count. Only a loss of the state changes it.");
        _lastEvent = new(
            factory, "logpair_last_event_timestamp_seconds", "Unix time of the newest event counted, by stream.");
        _series = factory.CreateGauge("logpair_series", "Sets of label values of a metric of the rules.", ["metric"]);
        _seriesLimit = factory.CreateGauge(
            "logpair_series_limit", "Most sets of label values that a metric may have; see maxSeries.", ["metric"]);
        _reloadSuccess = factory.CreateGauge(
            "logpair_config_last_reload_success", "1 if the configuration in force is the last one seen, else 0.");
        _reloadTime = factory.CreateGauge(
            "logpair_config_last_reload_success_timestamp_seconds",
            "Unix time at which the configuration in force was loaded.");
        factory.CreateGauge("logpair_build_info", "Always 1, labelled with the version.", ["version"])
            .WithLabels(Version).Set(1);
    }

    /// <summary>LogPair's version, as the build names it.</summary>
    public static string Version { get; } =
        typeof(HealthMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown";

    public void Show(ProcessorHealth health)
    {
        _ready.Set(health.IsReady ? 1 : 0);
        _lagBytes.Show(health.Streams.Select(lag => KeyValuePair.Create(lag.Stream, (double)lag.Bytes)));
        _lagSeconds.Show(health.Streams.Select(lag => KeyValuePair.Create(lag.Stream, lag.Time.TotalSeconds)));
        _sinceProgress.Show(
            health.Streams.Select(lag => KeyValuePair.Create(lag.Stream, lag.SinceProgress.TotalSeconds)));
        _segments.Set(health.Segments);
        _unreadableFiles.Set(health.UnreadableFiles);
        _heldBytes.Set(health.HeldBytes);
        _watching.Set(health.IsWatching ? 1 : 0);
        _cpu.IncTo(health.CpuTime.TotalSeconds);
        _memory.Set(health.ResidentBytes);
        _startTime.Set(Seconds(health.StartTime));
        if (health.LastCheckpoint is { } checkpoint) _lastCheckpoint.Set(Seconds(checkpoint));
        if (health.LastScrape is { } scrape) _lastScrape.Set(Seconds(scrape));
        _created.Set(Seconds(health.Created));
        _lastEvent.Show(health.LastEvents.Select(last => KeyValuePair.Create(last.Key, Seconds(last.Value))));
        foreach (var (metric, series, limit) in health.Series)
        {
            _series.WithLabels(metric).Set(series);
            _seriesLimit.WithLabels(metric).Set(limit);
        }

        // Most processors have nothing to say of it, and a fleet of them should not pay for it.
        if (health.Port is { } port) (_port ??= new PortGauges(_factory)).Show(port);
        if (health.Configuration is not { } configuration) return;

        _reloadSuccess.Set(configuration.IsLastReloadSuccess ? 1 : 0);
        _reloadTime.Set(Seconds(configuration.LastSuccess));
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
