using LogPair.Processor.Pipeline;

namespace LogPair.Host.Web;

/// <summary>What the web endpoints show: the processor, or the wait for its volume.</summary>
internal interface IMetricsSource
{
    /// <summary>An immutable snapshot.</summary>
    ProcessorStatus Status { get; }

    /// <summary>One scrape: only values that a restart would bring back.</summary>
    Task WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel);
}
