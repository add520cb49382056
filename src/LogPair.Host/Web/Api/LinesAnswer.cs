using LogPair.Processor.Pipeline.Counting;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/lines</c>: lines that count for nothing, the latest first.</summary>
/// <param name="Sampled">Whether any are kept; see the setting sampleLines.</param>
/// <param name="Unmatched">Records that no rule matched.</param>
/// <param name="Unparsed">Lines that are not records of their format.</param>
internal sealed record LinesAnswer(
    bool Sampled, IReadOnlyList<SampledLine> Unmatched, IReadOnlyList<SampledLine> Unparsed)
{
    /// <param name="samples">Null if none are kept.</param>
    public static LinesAnswer Of(SampledLines? samples) =>
        new(samples is not null, Of(samples?.Unmatched), Of(samples?.Unparsed));

    private static IReadOnlyList<SampledLine> Of(LineSamples? samples) =>
        [.. (samples?.Latest() ?? []).Select(sample => new SampledLine(sample.Reason, sample.Path, sample.Text))];
}
