namespace LogPair.Benchmarks.Workload;

/// <summary>Lines of one method and status.</summary>
internal sealed record RequestCount(string Method, string Status, long Lines);
