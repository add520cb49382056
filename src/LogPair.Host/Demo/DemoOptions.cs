using LogPair.Host.Web;
using LogPair.Host.Workload;

namespace LogPair.Host.Demo;

/// <summary>What <c>demo</c> is to do.</summary>
internal sealed record DemoOptions
{
    public required WorkloadOptions Workload { get; init; }

    public required ListenAddress Listen { get; init; }

    public required DemoVolumeEnd VolumeEnd { get; init; }

    /// <summary>Null, - or a path.</summary>
    public required string? Truth { get; init; }
}
