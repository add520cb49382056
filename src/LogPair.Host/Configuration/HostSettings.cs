using System.Net;
using LogPair.Host.Logging;
using LogPair.Host.Web;
using LogPair.Processor.Pipeline.Checkpointing;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Configuration;

/// <summary>The settings of one process, merged and valid.</summary>
/// <remarks>What each means, and its default, stands in <see cref="SettingTable"/>.</remarks>
internal sealed record HostSettings
{
    /// <summary>Path of the rules file; null for none.</summary>
    public required string? ConfigFile { get; init; }

    /// <summary>Directories or globs; empty when neither a setting nor the rules name any.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>Null when there is nothing to derive it from, because <see cref="Logs"/> is empty.</summary>
    public required string? StateDirectory { get; init; }

    public required ListenAddress Listen { get; init; }

    /// <summary>Path of the web configuration; null for none.</summary>
    public string? WebConfig { get; init; }

    public required int MaxLineBytes { get; init; }

    public required int Lanes { get; init; }

    public required TimeSpan CheckpointInterval { get; init; }

    public required Durability Durability { get; init; }

    public required TimeSpan MinPollInterval { get; init; }

    public required TimeSpan MaxPollInterval { get; init; }

    public required TimeSpan StopTimeout { get; init; }

    /// <summary>Null for none.</summary>
    public required IPEndPoint? Doorbell { get; init; }

    public required bool SampleLines { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required LogFormat LogFormat { get; init; }
}
