using System.Net;
using LogPair.Contract;

namespace LogPair.Generator.Settings;

/// <summary>Settings after defaults and validation.</summary>
internal sealed record GeneratorSettings
{
    /// <summary>Absolute.</summary>
    public required string Directory { get; init; }

    public required string Stream { get; init; }

    public required long SegmentSizeBytes { get; init; }

    public required RollInterval RollInterval { get; init; }

    public required LogPairFormat Format { get; init; }

    public required LogPairWriting Writing { get; init; }

    /// <summary>Absolute. Need not exist.</summary>
    public required string StateDirectory { get; init; }

    public required long MaxVolumeBytes { get; init; }

    public required int KeepSegments { get; init; }

    public required LogPairOverflow Overflow { get; init; }

    public required TimeSpan MaxBlock { get; init; }

    /// <summary>Of the loopback interface; null if nobody is to be rung for.</summary>
    public required IPEndPoint? Doorbell { get; init; }

    public required LogPairStatus Status { get; init; }

    public required TimeProvider Time { get; init; }
}
