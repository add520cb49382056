namespace LogPair.Host.Workload;

/// <summary>How many requests had one method and status.</summary>
internal sealed record RequestCount(string Method, int Status, long Count);
