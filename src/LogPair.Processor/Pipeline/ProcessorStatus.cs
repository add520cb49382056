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

    /// <summary>How long the oldest of these bytes has been waiting.</summary>
    public TimeSpan LagTime { get; init; }

    public required DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>Since when values have been counted without a loss of state. UTC.</summary>
    public DateTimeOffset Created { get; init; }

    public DateTimeOffset StartTime { get; init; }

    /// <summary>Whether file events arrive, or only polling finds changes.</summary>
    public bool IsWatching { get; init; }

    /// <summary>Files that match an input and are not read.</summary>
    public int RefusedFiles { get; init; }

    /// <summary>Bytes of files that have no matching name any more and are read to their end.</summary>
    public long HeldBytes { get; init; }

    /// <summary>Segments being tailed.</summary>
    public required int Segments { get; init; }

    /// <summary>How each of them is read, as far as that is known.</summary>
    public IReadOnlyList<SegmentReading> Readings { get; init; } = [];
}
