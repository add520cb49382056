namespace LogPair.Benchmarks.Tests.Workload;

/// <summary>What an independent reader finds in one line; null for what is not there.</summary>
internal readonly record struct ReadLine(string Level, string? Method, string? Status, double? Seconds);
