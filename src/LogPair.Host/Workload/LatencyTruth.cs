namespace LogPair.Host.Workload;

/// <summary>A histogram as Prometheus shows it.</summary>
/// <param name="Buckets">Cumulative, without <c>+Inf</c>, which equals <paramref name="Count"/>.</param>
/// <param name="Sum">Seconds.</param>
internal sealed record LatencyTruth(IReadOnlyList<BucketTruth> Buckets, double Sum, long Count);
