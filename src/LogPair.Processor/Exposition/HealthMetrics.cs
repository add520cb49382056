using System.Reflection;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>Names the processor's own gauges.</summary>
internal sealed class HealthMetrics
{
    private readonly Gauge _ready;
    private readonly Gauge _lagBytes;
    private readonly Gauge _segments;
    private readonly Gauge _unreadableFiles;
    private readonly Gauge _watching;
    private readonly Gauge _startTime;
    private readonly Gauge _lastCheckpoint;
    private readonly Gauge _lastEvent;

    public HealthMetrics(IMetricFactory factory)
    {
        _ready = factory.CreateGauge("logpair_ready", "1 once the state is restored and the backlog was read, else 0.");
        _lagBytes = factory.CreateGauge("logpair_lag_bytes", "Bytes written to segments and not yet counted.");
        _segments = factory.CreateGauge("logpair_segments", "Segments being tailed.");
        _unreadableFiles = factory.CreateGauge(
            "logpair_unreadable_files", "Files that match an input but cannot be read.");
        _watching = factory.CreateGauge(
            "logpair_watcher_up", "1 while file events arrive, 0 while only polling finds changes.");
        _startTime = factory.CreateGauge("logpair_start_time_seconds", "Unix time at which the processor started.");
        _lastCheckpoint = factory.CreateGauge(
            "logpair_last_checkpoint_timestamp_seconds", "Unix time at which the state was last durable.");
        _lastEvent = factory.CreateGauge(
            "logpair_last_event_timestamp_seconds", "Unix time of the newest event counted, by stream.", ["stream"]);
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
        _lagBytes.Set(health.LagBytes);
        _segments.Set(health.Segments);
        _unreadableFiles.Set(health.UnreadableFiles);
        _watching.Set(health.IsWatching ? 1 : 0);
        _startTime.Set(Seconds(health.StartTime));
        if (health.LastCheckpoint is { } checkpoint) _lastCheckpoint.Set(Seconds(checkpoint));
        ShowLastEvents(health.LastEvents);
    }

    // Streams come and go, some with every file: only those of now are shown, or there would be more and more.
    private void ShowLastEvents(IReadOnlyList<KeyValuePair<string, DateTimeOffset>> lastEvents)
    {
        var shown = lastEvents.Take(MetricDefinition.DefaultMaxSeries).ToList();
        var streams = shown.Select(stream => stream.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var labels in _lastEvent.GetAllLabelValues().Where(labels => !streams.Contains(labels[0])).ToList())
            _lastEvent.RemoveLabelled(labels);
        foreach (var (stream, time) in shown) _lastEvent.WithLabels(stream).Set(Seconds(time));
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
