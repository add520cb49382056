namespace LogPair.Host.Workload;

/// <summary>How much a workload writes, and how fast.</summary>
/// <remarks>Without <see cref="Count"/> and <see cref="Duration"/>: until it is stopped.</remarks>
internal sealed record WorkloadOptions
{
    /// <summary>Lines a second; 0 for as fast as it goes.</summary>
    public required double Rate { get; init; }

    /// <summary>Events after which it ends; null for no such limit.</summary>
    public long? Count { get; init; }

    /// <summary>Time after which it ends; null for no such limit.</summary>
    public TimeSpan? Duration { get; init; }

    public required int Seed { get; init; }
}
