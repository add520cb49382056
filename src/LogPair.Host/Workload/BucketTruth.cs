namespace LogPair.Host.Workload;

/// <param name="Le">Upper bound in seconds, inclusive.</param>
/// <param name="Count">Requests that took at most that long.</param>
internal sealed record BucketTruth(double Le, long Count);
