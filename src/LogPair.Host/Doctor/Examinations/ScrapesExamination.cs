using System.Net;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Whether Prometheus can reach the processor, and does.</summary>
internal sealed class ScrapesExamination : IExamination
{
    // Longer than any usual scrape_interval.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private const string Unseen = "Nobody sees the metrics, and at the end the last values are waited for in vain.";

    public string Name => "scrapes";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        List<Finding> findings = [.. Reachable(patient)];
        if (patient.Port.Metrics is { } metrics) findings.AddRange(Last(metrics, patient));
        else if (findings.Count == 0)
            findings.Add(Finding.Skipped(patient.Port.State == PortState.Processor
                ? "the metrics of the processor were not looked at" : "no processor runs"));
        return findings;
    }

    private static IEnumerable<Finding> Reachable(Patient patient)
    {
        var listen = patient.Settings.Listen;
        if (!patient.IsInContainer || listen.SocketPath is not null || !IPAddress.IsLoopback(listen.Address))
            yield break;

        yield return Finding.Warning($"it listens on {listen}, which nobody outside of this "
            + $"{(patient.IsInPod ? "Pod" : "container")} reaches",
            Unseen, $"--listen 0.0.0.0:{listen.Port} (LOGPAIR_LISTEN), or [::]:{listen.Port} where there is IPv6 only");
    }

    private static IEnumerable<Finding> Last(RunningMetrics metrics, Patient patient)
    {
        var last = metrics.Time("logpair_last_scrape_timestamp_seconds");
        var since = last ?? metrics.Time("logpair_start_time_seconds") ?? patient.Now;
        if (patient.Now - since > Interval)
        {
            yield return Finding.Warning(
                last is null
                    ? $"nobody has scraped it since it started, {TimeWords.Of(patient.Now - since)} "
                        + $"ago{Refusals(metrics)}"
                    : $"nobody has scraped it for {TimeWords.Of(patient.Now - since)}{Refusals(metrics)}",
                Unseen,
                "Is the target there, and up, on Prometheus' pages Service discovery and Targets? Is there a "
                    + "PodMonitor that selects the Pod, and a "
                    + "NetworkPolicy that lets Prometheus in? docs/troubleshooting.md");
        }
        else
        {
            yield return Finding.Ok(last is null
                ? $"not scraped yet, {TimeWords.Of(patient.Now - since)} after the start"
                : $"last scraped {TimeWords.Of(patient.Now - since)} ago");
        }
    }

    private static string Refusals(RunningMetrics metrics)
    {
        var refused = metrics.NotZero("logpair_port_refusals_total")
            .Select(sample => $"{RunningMetrics.Label(sample, "reason")} {Quantity.Of((long)sample.Value, "time")}")
                .ToList();
        return refused.Count == 0 ? "" : $"; refused were: {string.Join(", ", refused)}";
    }
}
