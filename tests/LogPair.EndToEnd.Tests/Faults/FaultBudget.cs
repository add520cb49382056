using System.Diagnostics;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>When enough faults were made: after a time, or after so many kills.</summary>
internal sealed record FaultBudget
{
    private readonly long _begin = Stopwatch.GetTimestamp();

    public TimeSpan Time { get; init; }

    public int? ProcessorKills { get; init; }

    public int? WriterKills { get; init; }

    public bool IsSpent(FaultCounts counts) => ProcessorKills is null && WriterKills is null
        ? Stopwatch.GetElapsedTime(_begin) > Time
        : counts.ProcessorKills >= (ProcessorKills ?? 0) && counts.WriterKills >= (WriterKills ?? 0);
}
