namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>When a scrape was last answered to its end. Outlives a processor that hands over to another one.</summary>
/// <remarks>From any thread.</remarks>
internal sealed class LastScrape
{
    // UTC; 0 before the first.
    private long _ticks;

    /// <summary>UTC; null if there was none yet.</summary>
    public DateTimeOffset? Time =>
        Interlocked.Read(ref _ticks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Set(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, time.UtcTicks);
}
