using System.Text;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Replaying;
using LogPair.Processor.Rules;

namespace LogPair.Host.Series;

/// <summary>What a replay made of lines, to look series up in.</summary>
internal sealed record Replayed
{
    private static readonly string[] Suffixes = ["_bucket", "_count", "_sum"];

    /// <summary>By normal name; in the order of the exposition.</summary>
    public required IReadOnlyDictionary<string, SampleLine> Samples { get; init; }

    /// <summary>Metrics of the rules.</summary>
    public required IReadOnlyList<MetricDefinition> Metrics { get; init; }

    /// <summary>All lines read.</summary>
    public required long LineCount { get; init; }

    /// <summary>Those among them that are no records.</summary>
    public required long Unparsed { get; init; }

    /// <summary>Some of the lines that came to nothing, the latest first.</summary>
    public required SampledLines Lines { get; init; }

    /// <summary>Records that no rule matched.</summary>
    public long Unmatched => Samples.TryGetValue("logpair_unmatched_lines_total", out var sample) ? (long)sample.Value : 0;

    /// <summary>Files that could not be read.</summary>
    public required IReadOnlyList<ReplayProblem> Problems { get; init; }

    /// <summary>Replays in the calling thread and those it needs.</summary>
    public static async Task<Replayed> RunAsync(ReplayOptions options, CancellationToken cancel)
    {
        var result = ReplayRunner.Run(options, progress: null, cancel);
        using var text = new MemoryStream();
        await result.WriteMetricsAsync(text, openMetrics: false, cancel);
        return new Replayed
        {
            Samples = ExpositionText.Samples(Encoding.UTF8.GetString(text.ToArray())).ToDictionary(NormalName, StringComparer.Ordinal),
            Metrics = [.. options.Rules.Metrics.Select(rule => rule.Definition)],
            LineCount = result.Counts.Lines,
            Unparsed = result.Counts.Unparsed,
            Lines = result.Samples,
            Problems = result.Problems,
        };
    }

    /// <summary>The series' name, with bounds of buckets written in one way: <c>1.0</c> is <c>1</c>.</summary>
    public static string NormalName(SampleLine sample) =>
        SeriesName.Of(sample.Metric, sample.Labels.Select(label => label.Label is "le" or "quantile" ? (label.Label, NormalNumber(label.Value)) : label));

    /// <summary>The rules' metric that a sample belongs to; null for LogPair's own.</summary>
    public MetricDefinition? MetricOf(SampleLine sample) =>
        Metrics.FirstOrDefault(metric => sample.Metric == metric.Name) ?? Metrics.FirstOrDefault(metric => metric.Name == BaseName(sample.Metric));

    /// <summary>The name without what a histogram or summary adds to it.</summary>
    public static string BaseName(string sample)
    {
        var suffix = Suffixes.FirstOrDefault(each => sample.EndsWith(each, StringComparison.Ordinal));
        return suffix is null ? sample : sample[..^suffix.Length];
    }

    private static string NormalNumber(string text) =>
        SampleLine.TryParseValue(text, out var number) ? SampleValue.Text(number) : text;
}
