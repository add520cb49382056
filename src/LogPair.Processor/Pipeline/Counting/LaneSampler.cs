using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Takes samples of a lane's lines: the first few of each batch, so that it costs next to nothing.</summary>
/// <param name="samples">Shared by the lanes; null takes none.</param>
internal sealed class LaneSampler(SampledLines? samples)
{
    private const string UnmatchedReason = "unmatched";

    private static readonly string[] Reasons =
        [.. Enum.GetValues<ParseOutcome>().Select(outcome => MetricCatalog.ReasonName(outcome.ToString()))];

    private readonly int _perBatch = samples is null ? 0 : LineSamples.Kept;
    private string _path = "";
    private int _unmatched;
    private int _unparsed;

    /// <summary>A batch begins.</summary>
    /// <param name="path">Of its segment.</param>
    public void Begin(string path) => (_path, _unmatched, _unparsed) = (path, _perBatch, _perBatch);

    public void Unmatched(ReadOnlySpan<byte> line)
    {
        if (_unmatched == 0) return;

        _unmatched--;
        samples!.Unmatched.Take(UnmatchedReason, _path, line);
    }

    public void Unparsed(ParseOutcome outcome, ReadOnlySpan<byte> line)
    {
        if (_unparsed == 0) return;

        _unparsed--;
        samples!.Unparsed.Take(Reasons[(int)outcome], _path, line);
    }
}
