using LogPair.Processor.Pipeline;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/status</c>, and each event of <c>/api/v1/events</c>: the whole at a glance.</summary>
internal sealed record StatusAnswer
{
    public required string Version { get; init; }

    /// <summary>When this was true. UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Since when values have been counted without a loss of state.</summary>
    public required DateTimeOffset Created { get; init; }

    public required ProcessorState State { get; init; }

    public required bool IsReady { get; init; }

    /// <summary>The worst first; one that says that all is well if there is nothing else.</summary>
    public required IReadOnlyList<HealthFinding> Health { get; init; }

    /// <summary>Complete lines read, whatever became of them.</summary>
    public required long Lines { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Lines that are not records of their format.</summary>
    public required long UnparsedLines { get; init; }

    /// <summary>Records that no rule matched.</summary>
    public required long UnmatchedLines { get; init; }

    public required long LostLines { get; init; }

    public required long LostBytes { get; init; }

    /// <summary>Measurements that went to overflow series.</summary>
    public required long FoldedMeasurements { get; init; }

    /// <summary>Bytes written and not yet counted.</summary>
    public required long LagBytes { get; init; }

    /// <summary>Seconds that the oldest of these bytes has been waiting.</summary>
    public required double LagSeconds { get; init; }

    /// <summary>Files that are open.</summary>
    public required int OpenFiles { get; init; }

    public required int RefusedFiles { get; init; }

    /// <summary>Bytes of files that have no matching name any more.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>Whether file events arrive, or only polling finds changes.</summary>
    public required bool IsWatching { get; init; }

    public required int Series { get; init; }

    public required int MaxSeries { get; init; }

    public required DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>Time on processors since the process started.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Memory of the process that is resident.</summary>
    public required long ResidentBytes { get; init; }
}
