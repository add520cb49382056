using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>Everything that a checkpoint holds.</summary>
/// <remarks>Not synchronised: the <see cref="Ledger"/> lets one use it at a time.</remarks>
/// <param name="table">Values of all series.</param>
/// <param name="created">When counting began; a checkpoint that is read replaces it.</param>
internal sealed class LedgerState(SeriesTable table, DateTimeOffset created)
{
    public SeriesTable Table => table;

    /// <summary>How far every segment is counted.</summary>
    public KnownSegments Segments { get; } = new();

    /// <summary>
    /// Content that went, oldest first: a copy of it may be on the volume, and must not be counted twice.
    /// </summary>
    public List<Leftover> Leftovers { get; } = [];

    /// <summary>Since when values have been counted without a loss of state. UTC.</summary>
    public DateTimeOffset Created { get; set; } = created;
}
