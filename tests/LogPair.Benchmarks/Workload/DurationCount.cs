namespace LogPair.Benchmarks.Workload;

/// <summary>The histogram of one method.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Buckets">Cumulative as in Prometheus: lines at or below the bound, one number for each bound.</param>
/// <param name="Count">Lines, those above the last bound included.</param>
/// <param name="Sum">Seconds.</param>
internal sealed record DurationCount(string Method, IReadOnlyList<long> Buckets, long Count, double Sum);
