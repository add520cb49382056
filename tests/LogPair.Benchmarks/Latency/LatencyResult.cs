namespace LogPair.Benchmarks.Latency;

/// <summary>How long lines took to become visible, in milliseconds, and how long a scrape took (median).</summary>
internal sealed record LatencyResult(int Lines, double P50, double P90, double P99, double Max, double Scrape);
