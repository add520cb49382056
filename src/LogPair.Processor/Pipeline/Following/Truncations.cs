using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Begins segments again whose content went, and keeps in mind that a copy of it may exist.</summary>
internal sealed class Truncations(Ledger ledger, MetricCatalog catalog)
{
    /// <param name="segment">Owned by the caller.</param>
    /// <param name="lastSize">Bytes of the content that went, as far as anybody saw.</param>
    public void BeginAgain(TailedSegment segment, long lastSize)
    {
        var gone = segment.Progress;
        segment.BeginAgain();
        Commit(segment.Identity, segment.Progress, gone with { Size = Math.Max(lastSize, gone.Size) });
    }

    /// <param name="segment">Whose content went.</param>
    /// <param name="begun">The same, at its start.</param>
    /// <param name="gone">How far what went is counted.</param>
    public void Commit(FileIdentity segment, SegmentProgress begun, SegmentProgress gone) =>
        ledger.CommitLoss(
            segment,
            begun,
            new Leftover(gone, LeftoverFate.Truncated),
            new StreamBooks(catalog, StreamName.Of(gone.Path)).Truncation());
}
