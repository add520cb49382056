using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline;

/// <summary>
/// What a processor is doing, at one moment. For people and for probes; metrics say the same more exactly.
/// </summary>
internal sealed record ProcessorStatus
{
    public required ProcessorState State { get; init; }

    /// <summary>How long ago the volume was last looked at; zero when it need not be.</summary>
    public required TimeSpan SinceLastPass { get; init; }

    /// <summary>
    /// Whether state is restored and the backlog of the start was read. Stays true when it falls behind later.
    /// </summary>
    public bool IsReady => State.IsReady();

    /// <summary>Why <see cref="IsReady"/> is false, or null.</summary>
    public required string? NotReadyReason { get; init; }

    public required LineCounts Counts { get; init; }

    /// <summary>Bytes written and not yet counted.</summary>
    public required long LagBytes { get; init; }

    public required DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>Segments being tailed.</summary>
    public required int Segments { get; init; }

    /// <summary>How each of them is read, as far as that is known.</summary>
    public IReadOnlyList<SegmentReading> Readings { get; init; } = [];
}
