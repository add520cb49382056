using LogPair.Host.Series;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The running processor: alive, ready, not behind, saving its state, with the configuration that was seen
/// last.</summary>
internal sealed class ProcessorExamination : IExamination
{
    // The thresholds of docker/prometheus/alerts.yml, without its patience: whoever asks, asks now.
    private const double FarBehindBytes = 64 << 20;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SavedWithin = TimeSpan.FromSeconds(30);

    private const string Mend =
        "Mend the file: 'logpair check' and the lines above say where. It is looked at again when it changes.";

    public string Name => "processor";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var port = patient.Port;
        if (port.State != PortState.Processor) return [Finding.Skipped("none answers at the port: logpair run")];

        List<Finding> findings = [.. Health(port)];
        if (port.Metrics is { } metrics)
        {
            findings.AddRange(Version(metrics));
            findings.AddRange(Lags(metrics));
            findings.AddRange(Saving(metrics, patient.Now));
            findings.AddRange(Reloads(metrics));
            if (findings.Count == 0) findings.Add(Finding.Ok(Words(metrics, patient.Now)));
        }
        else if (findings.Count == 0)
        {
            findings.Add(Unseen(port));
        }

        return findings;
    }

    private static IEnumerable<Finding> Health(PortLook port)
    {
        if (port.Illness is { } illness)
        {
            yield return Finding.Failure($"it is {illness}", "Nothing is counted.",
                "Restart it; its log says what it was at: kubectl logs POD -c logpair --tail=50");
        }

        if (port.NotReady is { } reason)
        {
            yield return Finding.Warning($"it is {reason}", "Metrics are not up to date, or not served at all.",
                "Wait if it reads a backlog; else mend what it waits for.");
        }
    }

    private static Finding Unseen(PortLook port) => port.NoMetrics!.StartsWith("/metrics", StringComparison.Ordinal)
        ? Finding.Failure(port.NoMetrics, "Every scrape of Prometheus fails like this one.",
            "See the reason, and the lines on state and space.")
        : Finding.Skipped($"its metrics were not looked at: {port.NoMetrics}");

    private static IEnumerable<Finding> Version(RunningMetrics metrics)
    {
        var version = metrics.Of("logpair_build_info").Select(sample => RunningMetrics.Label(sample, "version"))
            .FirstOrDefault();
        if (version is not null && version != ProductVersion.Text)
        {
            yield return Finding.Warning($"it is version {version}, and this is {ProductVersion.Text}",
                "What doctor says of it may not fit.", "Restart it, or use its own doctor.");
        }
    }

    private static IEnumerable<Finding> Lags(RunningMetrics metrics)
    {
        foreach (var lag in metrics.NotZero("logpair_lag_bytes"))
        {
            var stream = RunningMetrics.Label(lag, "stream");
            var waiting = TimeSpan.FromSeconds(OfStream(metrics, "logpair_lag_seconds", stream));
            var idle = TimeSpan.FromSeconds(OfStream(metrics, "logpair_since_progress_seconds", stream));
            if (idle > Long && waiting > Long) yield return Stuck(stream, lag, idle);
            else if (waiting > Long || lag.Value > FarBehindBytes) yield return Behind(stream, lag, waiting);
        }
    }

    private static double OfStream(RunningMetrics metrics, string metric, string stream) =>
        metrics.Of(metric).FirstOrDefault(sample => RunningMetrics.Label(sample, "stream") == stream)?.Value ?? 0;

    private static Finding Stuck(string stream, SampleLine lag, TimeSpan idle) => Finding.Failure(
        $"the stream {stream} is stuck: {ByteSize.Round(lag.Value)} wait, and nothing of it was counted for "
            + $"{TimeWords.Of(idle)}",
        "What waits is not counted.",
        "A last line without its line feed waits for it (tail -c 1 FILE | od -c); else its log says what fails.");

    private static Finding Behind(string stream, SampleLine lag, TimeSpan waiting) => Finding.Warning(
        $"the stream {stream} is behind: {ByteSize.Round(lag.Value)} wait, the oldest for {TimeWords.Of(waiting)}",
        "Metrics are late; on a full volume, lines are lost before they are read.",
        "Raise the cpu limit or LOGPAIR_LANES, or have cheaper rules (logpair_rule_seconds_total).");

    private static IEnumerable<Finding> Saving(RunningMetrics metrics, DateTimeOffset now)
    {
        if (metrics.Time("logpair_last_checkpoint_timestamp_seconds") is { } saved && now - saved > SavedWithin)
        {
            yield return Finding.Failure($"its state was last saved {TimeWords.Of(now - saved)} ago",
                "Scrapes fail, and what was counted since is counted again after a restart.",
                    "See the lines on state and space.");
        }
    }

    private static IEnumerable<Finding> Reloads(RunningMetrics metrics)
    {
        if (metrics.Value("logpair_config_last_reload_success") is 0)
        {
            yield return Finding.Failure("the rules in force are older than the file: the last change of it has errors",
                "The change does nothing, and the next restart fails.", Mend);
        }

        if (metrics.Value("logpair_web_config_last_reload_success") is 0)
        {
            yield return Finding.Failure("the web configuration in force is older than its files: the last change "
                + "of them has errors",
                "An old certificate runs out, old credentials stay good, and the next restart fails.", Mend);
        }
    }

    private static string Words(RunningMetrics metrics, DateTimeOffset now)
    {
        var since = metrics.Time("logpair_start_time_seconds") is { } start ? $"up for {TimeWords.Of(now - start)}, "
            : "";
        return $"{since}ready; {Quantity.Of((long)metrics.Sum("logpair_lines_total"), "line")} counted, "
            + $"{ByteSize.Round(metrics.Sum("logpair_lag_bytes"))} behind, "
                + $"{Quantity.Of((long)(metrics.Value("logpair_segments") ?? 0), "file")} followed";
    }
}
