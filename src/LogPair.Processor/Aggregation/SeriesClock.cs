namespace LogPair.Processor.Aggregation;

/// <summary>The moment at which series are changed or shown, for those whose value or life depends on it.</summary>
/// <remarks>Whoever owns the table sets it, under the same lock.</remarks>
internal sealed class SeriesClock
{
    /// <summary>The time of day, UTC; 0 in a replay, where only the time of events counts.</summary>
    public long UtcTicks { get; set; }

    /// <summary>How long processors have been at work on these series, restarts not counted. Never goes back.</summary>
    /// <remarks>
    /// Not the time of day: no series may go because somebody set the clock, or because nobody was there to read.
    /// </remarks>
    public long AgeTicks { get; set; }
}
