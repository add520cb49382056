using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>Knows the newest state that a complete scrape has seen, and when there was one.</summary>
internal sealed class ScrapeWatch
{
    private readonly Lock _lock = new();
    private readonly Action _completed;
    private readonly LastScrape _last;
    private readonly TimeProvider _time;
    private long _seen = -1;

    /// <param name="completed">Called after each complete scrape; quick, from any thread.</param>
    /// <param name="last">Told of each complete scrape.</param>
    /// <param name="time">Tells when that was.</param>
    public ScrapeWatch(Action completed, LastScrape last, TimeProvider time)
    {
        _completed = completed;
        _last = last;
        _time = time;
    }

    /// <param name="version">The <see cref="Ledger.Version"/> that the scrape was taken from.</param>
    public ScrapeReceipt Receipt(long version) => new(() => Complete(version));

    /// <summary>Whether a complete scrape was taken from this version of the ledger.</summary>
    public bool HasSeen(long version)
    {
        lock (_lock) return _seen >= version;
    }

    private void Complete(long version)
    {
        // A slow scrape may end after one that began later.
        lock (_lock) _seen = Math.Max(_seen, version);
        _last.Set(_time.GetUtcNow());
        _completed();
    }
}
