namespace LogPair.Host.Commands;

/// <summary>Form in which <c>replay</c> prints metrics.</summary>
internal enum ReplayForm
{
    /// <summary>Prometheus text 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}
