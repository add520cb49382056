namespace LogPair.Host.Web.Settings;

/// <summary>What clients of the port may take, all together and each.</summary>
internal sealed record WebLimits
{
    /// <summary>Most open connections. Default 100.</summary>
    /// <remarks>Far more than Prometheus and a probe need, and few enough that they cannot eat the memory limit.</remarks>
    public int Connections { get; init; } = 100;

    /// <summary>Most open connections of one address. Default 25.</summary>
    /// <remarks>Whoever takes all it can get leaves three quarters to Prometheus and the kubelet.</remarks>
    public int ConnectionsPerAddress { get; init; } = 25;

    /// <summary>Most scrapes that are answered at the same time; one address gets half of them. Default 8.</summary>
    /// <remarks>Each holds its whole text in memory until the client has read it.</remarks>
    public int Scrapes { get; init; } = 8;

    /// <summary>Longest time until an answer has gone out. Default 30 s.</summary>
    /// <remarks>Prometheus gives up after its scrape_timeout, 10 s by default.</remarks>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);
}
