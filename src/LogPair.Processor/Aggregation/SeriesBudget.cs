namespace LogPair.Processor.Aggregation;

/// <summary>How many series several metrics may have together.</summary>
internal sealed class SeriesBudget(int limit)
{
    /// <summary>Series that there are, those that take what exceeds a limit left out.</summary>
    public int Used { get; set; }

    public bool IsUsedUp => Used >= limit;
}
