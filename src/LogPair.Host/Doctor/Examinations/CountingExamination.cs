using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>What the running processor could not count, and why.</summary>
internal sealed class CountingExamination : IExamination
{
    private const double ManyUnparsed = 0.05;

    private const string TooLow = "Numbers are too low.";

    public string Name => "counting";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        if (patient.Port.Metrics is not { } metrics)
        {
            return [Finding.Skipped(patient.Port.State == PortState.Processor
                ? "the metrics of the processor were not looked at"
                : "no processor runs")];
        }

        List<Finding> findings =
        [
            .. Losses(metrics), .. Seals(metrics), .. Unreadable(metrics), .. Refused(metrics), .. Unparsed(metrics),
                .. Folded(metrics),
        ];
        return findings.Count > 0 ? findings : [Finding.Ok("nothing was lost, refused, folded or not understood")];
    }

    private static IEnumerable<Finding> Losses(RunningMetrics metrics)
    {
        foreach (var sample in metrics.NotZero("logpair_lost_lines_total"))
            yield return Loss(sample, Quantity.Of((long)sample.Value, "line"));

        // Where lines are counted, they say it better.
        var told = metrics.NotZero("logpair_lost_lines_total").Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var sample in metrics.NotZero("logpair_lost_bytes_total").Where(each => !told.Contains(Key(each))))
            yield return Loss(sample, ByteSize.Round(sample.Value));
    }

    private static string Key(SampleLine sample) =>
        $"{RunningMetrics.Label(sample, "stream")}/{RunningMetrics.Label(sample, "reason")}";

    private static Finding Loss(SampleLine sample, string amount)
    {
        var (stream, reason) = (RunningMetrics.Label(sample, "stream"), RunningMetrics.Label(sample, "reason"));
        var what = $"the stream {stream} has lost {amount}: {reason}";
        return reason switch
        {
            "too_long" =>
                Finding.Warning(what, TooLow, "Raise --max-line-bytes (LOGPAIR_MAX_LINE_BYTES), or shorten the lines."),
            "torn" => Finding.Warning(what, TooLow, "A writer was killed in the middle of a line. Nothing, if that "
                + "is over."),
            "truncated" or "vanished" => Finding.Failure(what, TooLow,
                "Files are deleted or truncated before they are read: keep more of them, rotate with create and not "
                    + "copytruncate."),
            _ => Finding.Failure(what, TooLow, "docs/metrics.md and docs/generator.md say what each reason means."),
        };
    }

    private static IEnumerable<Finding> Seals(RunningMetrics metrics) => metrics.NotZero("logpair_seals_total")
        .Where(sample => RunningMetrics.Label(sample, "result") == "mismatch")
        .Select(sample => Finding.Failure(
            $"seals of the stream {RunningMetrics.Label(sample, "stream")} do not fit: "
                + $"{Quantity.Of((long)sample.Value, "segment")}",
            "Lines were changed, lost or added after they were written.",
                "Who else writes on the volume? Its log names each segment."));

    private static IEnumerable<Finding> Unreadable(RunningMetrics metrics)
    {
        if (metrics.Value("logpair_unreadable_files") is > 0 and var files)
        {
            yield return Finding.Warning($"matching, but not read by the processor: {Quantity.Of((long)files, "file")}", TooLow,
                "See the lines on logs. If there is none, the processor's user is another one; its log names each file "
                    + "and what is wrong with it.");
        }
    }

    // What was replaced while it was looked at is read the next time.
    private static IEnumerable<Finding> Refused(RunningMetrics metrics) =>
        metrics.NotZero("logpair_refused_files_total")
        .Where(sample => RunningMetrics.Label(sample, "reason") is not ("changed" or "permission"))
        .Select(sample => Finding.Warning(
            $"matching, but refused ({RunningMetrics.Label(sample, "reason")}): "
                + $"{Quantity.Of((long)sample.Value, "file")}",
            "They are not read; somebody may expect their lines, or tries something.",
                "Its log names each once; docs/security.md says what each reason means."));

    private static IEnumerable<Finding> Unparsed(RunningMetrics metrics)
    {
        var (lines, unparsed) = (metrics.Sum("logpair_lines_total"), metrics.Sum("logpair_unparsed_lines_total"));
        if (unparsed <= lines * ManyUnparsed || lines == 0) yield break;

        var most = metrics.NotZero("logpair_unparsed_lines_total").MaxBy(sample => sample.Value)!;
        yield return Finding.Warning(
            string.Create(CultureInfo.InvariantCulture,
                $"{unparsed / lines:0 %} of the lines are not understood, most of them: "
                    + $"{RunningMetrics.Label(most, "reason")}"),
            "They are counted as lines, but no rule sees them.",
            "Look at some at /api/v1/lines; then set format: and multiline: of the input (docs/rules.md).");
    }

    private static IEnumerable<Finding> Folded(RunningMetrics metrics) =>
        metrics.NotZero("logpair_folded_measurements_total")
        .Select(sample => Finding.Warning(
            $"{RunningMetrics.Label(sample, "metric")} has as many series as it may: "
                + $"{Quantity.Of((long)sample.Value, "measurement")} went to the series 'other'",
            "Totals are right, but new label values are not told apart.",
            "Fold the label (Route, Bucket, map), or raise maxSeries of the metric."));
}
