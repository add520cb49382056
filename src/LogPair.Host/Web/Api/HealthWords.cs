using System.Globalization;
using LogPair.Host.Units;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>Says in plain words how a processor is doing.</summary>
internal static class HealthWords
{
    // A look at the volume takes milliseconds, and every byte of a whole line is counted within one.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(30);

    private const int MostNamed = 3;
    private const double ManyUnparsed = 0.01;

    /// <returns>The worst first; at least one.</returns>
    public static IReadOnlyList<HealthFinding> Of(
        ProcessorStatus status, Inspector inspector, ConfigurationReport? configuration, DateTimeOffset now)
    {
        List<HealthFinding> findings =
        [
            .. Readiness(status), .. Loops(status, now), .. Losses(inspector), .. Configuration(configuration),
            .. Stuck(inspector.Streams()), .. Refused(inspector, status), .. Folded(inspector), .. Unparsed(status),
        ];
        if (!findings.Exists(finding => finding.Level > FindingLevel.Note)) findings.Insert(0, AllIsWell(status));
        return [.. findings.OrderByDescending(finding => finding.Level)];
    }

    private static HealthFinding AllIsWell(ProcessorStatus status) => new(
        FindingLevel.Ok,
        status.Counts.Lines == 0
            ? "Ready. No line has been written yet."
            : $"Every line that was written is counted: {Quantity.Of(status.Counts.Lines, "line")}, none lost.",
        "");

    private static IEnumerable<HealthFinding> Readiness(ProcessorStatus status)
    {
        if (!status.IsReady)
            yield return new HealthFinding(FindingLevel.Warning, $"Not ready: {status.NotReadyReason}.", "files");
        if (status is { IsReady: true, IsWatching: false })
        {
            yield return new HealthFinding(
                FindingLevel.Note, "File events do not arrive for every directory: changes are found by polling.", "");
        }
    }

    private static IEnumerable<HealthFinding> Loops(ProcessorStatus status, DateTimeOffset now)
    {
        if (status.SinceLastPass > SilentAfter)
            yield return Failure($"The volume was last looked at {Seconds(status.SinceLastPass)} ago.", "files");
        if (status is { LastCheckpoint: { } saved, State: ProcessorState.Following } && now - saved > SilentAfter)
            yield return Failure($"The state was last saved {Seconds(now - saved)} ago: is its directory full?", "");
    }

    private static IEnumerable<HealthFinding> Losses(Inspector inspector)
    {
        var losses = inspector.Trouble().Losses;
        foreach (var loss in losses.OrderByDescending(loss => loss.Lines).Take(MostNamed))
        {
            var what = loss.Lines > 0 ? Quantity.Of(loss.Lines, "line") : ByteSize.Round(loss.Bytes);
            yield return Failure($"{what} of {loss.Stream} lost: {loss.Reason.Replace('_', ' ')}.", "losses");
        }

        if (losses.Count > MostNamed) yield return Failure($"Losses in {losses.Count - MostNamed} more places.", "losses");
    }

    private static IEnumerable<HealthFinding> Configuration(ConfigurationReport? configuration)
    {
        if (configuration is not { Problems: [var first, ..] problems }) yield break;

        var more = problems.Count > 1 ? $" ({problems.Count - 1} more)" : "";
        yield return Failure(
            $"The changed rules file is refused, the rules before it stay in force: {first}{more}", "configuration");
    }

    private static IEnumerable<HealthFinding> Stuck(IReadOnlyList<StreamLag> streams)
    {
        var stuck = streams
            .Where(stream => stream.Bytes > 0 && stream.Time > StuckAfter && stream.SinceProgress > StuckAfter)
            .OrderByDescending(stream => stream.Time).ToList();
        foreach (var stream in stuck.Take(MostNamed))
        {
            yield return Warning(
                $"{stream.Stream} is stuck: {ByteSize.Round(stream.Bytes)} have been waiting for {Seconds(stream.Time)}, and nothing of it gets counted.",
                "files");
        }

        if (stuck.Count > MostNamed) yield return Warning($"{stuck.Count - MostNamed} more streams are stuck.", "files");
    }

    private static IEnumerable<HealthFinding> Refused(Inspector inspector, ProcessorStatus status)
    {
        var named = inspector.RefusedFiles.Take(MostNamed).ToList();
        foreach (var file in named) yield return Warning($"{file.Path} {file.Problem}.", "files");

        var more = status.RefusedFiles - named.Count;
        if (more > 0) yield return Warning($"{Quantity.Of(more, "more file")} not read.", "files");
    }

    private static IEnumerable<HealthFinding> Folded(Inspector inspector) => inspector.Rules()
        .Where(rule => rule.Folded > 0)
        .Select(rule => Warning(
            $"{rule.Name} has more label values than maxSeries ({rule.MaxSeries:N0}) allows: "
            + $"{Quantity.Of(rule.Folded, "measurement")} went to the series \"other\".",
            "rules"));

    private static IEnumerable<HealthFinding> Unparsed(ProcessorStatus status)
    {
        var counts = status.Counts;
        if (counts.Unparsed == 0) yield break;

        var share = (double)counts.Unparsed / counts.Lines;
        yield return new HealthFinding(
            share > ManyUnparsed ? FindingLevel.Warning : FindingLevel.Note,
            $"{Quantity.Of(counts.Unparsed, "line")} ({share.ToString("P1", CultureInfo.InvariantCulture)}) could not be parsed.",
            "lines");
    }

    private static HealthFinding Warning(string text, string subject) => new(FindingLevel.Warning, text, subject);

    private static HealthFinding Failure(string text, string subject) => new(FindingLevel.Failure, text, subject);

    private static string Seconds(TimeSpan time) => Quantity.Of((long)time.TotalSeconds, "second");
}
