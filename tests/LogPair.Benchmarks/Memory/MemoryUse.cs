namespace LogPair.Benchmarks.Memory;

/// <summary>Resident memory of one catch-up: its peak, and what is left some seconds later.</summary>
internal readonly record struct MemoryUse(long PeakBytes, long RestBytes, long RestAnonymousBytes, long ScrapedPeakBytes);
