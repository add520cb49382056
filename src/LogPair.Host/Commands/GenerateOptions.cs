using LogPair.Host.Workload;

namespace LogPair.Host.Commands;

/// <summary>What <c>generate</c> is to do.</summary>
internal sealed record GenerateOptions
{
    /// <summary>Null for what the environment says.</summary>
    public required string? LogsDirectory { get; init; }

    /// <summary>Where acknowledgements are; null to remove no segments.</summary>
    public required string? StateDirectory { get; init; }

    public required WorkloadOptions Workload { get; init; }

    /// <summary>Null, - or a path.</summary>
    public required string? Truth { get; init; }
}
