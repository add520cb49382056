using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>What became of the lines, restarts included.</summary>
/// <param name="Lines">Complete lines read, whatever became of them.</param>
/// <param name="Bytes">Their bytes, line feeds included.</param>
/// <param name="Unparsed">Lines among them that are not records of their format.</param>
/// <param name="Lost">Lines that were given up without looking at them.</param>
internal readonly record struct LineCounts(long Lines, long Bytes, long Unparsed, long Lost)
{
    /// <summary>Bytes that were given up without looking at them, as far as it is known how many they are.</summary>
    public long LostBytes { get; init; }

    /// <summary>Reads them off the committed state; the caller holds its lock.</summary>
    public static LineCounts In(SeriesTable table, MetricCatalog catalog) => new(
        Total(table[catalog.Lines]),
        Total(table[catalog.Bytes]),
        Total(table[catalog.Unparsed]),
        Total(table[catalog.LostLines]))
    {
        LostBytes = Total(table[catalog.LostBytes]),
    };

    private static long Total(MetricSeries counter)
    {
        var total = 0.0;
        for (var slot = 0; slot < counter.Slots; slot++)
        {
            if (counter.IsUsed(slot)) total += counter.Numbers(slot)[0];
        }

        return (long)total;
    }
}
