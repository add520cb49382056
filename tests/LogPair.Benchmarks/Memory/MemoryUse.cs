namespace LogPair.Benchmarks.Memory;

/// <summary>Resident memory of one catch-up: its peak, and what is left some seconds later.</summary>
/// <param name="PeakBytes">Before anything was scraped.</param>
/// <param name="RestBytes">Some seconds after the backlog was read.</param>
/// <param name="RestAnonymousBytes">The part of it that is not backed by a file.</param>
/// <param name="ScrapedPeakBytes">With a scrape of everything.</param>
internal readonly record struct MemoryUse(
    long PeakBytes, long RestBytes, long RestAnonymousBytes, long ScrapedPeakBytes);
