namespace LogPair.Benchmarks.Memory;

/// <summary>One start of the executable.</summary>
/// <param name="FirstAnswer">From the start of the process to the first 200 of <c>/metrics</c>.</param>
/// <param name="ResidentBytes">When idle; pages of the executable's file included.</param>
/// <param name="AnonymousBytes">The part of it that is not backed by a file.</param>
internal readonly record struct Start(TimeSpan FirstAnswer, long ResidentBytes, long AnonymousBytes);
