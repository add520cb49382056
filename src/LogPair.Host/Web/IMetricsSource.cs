using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Stopping;

namespace LogPair.Host.Web;

/// <summary>What the web endpoints show: the processor, or the wait for its volume.</summary>
internal interface IMetricsSource : IInspectedSource
{
    /// <summary>Whether there is something to scrape. Once there is, there always is.</summary>
    bool HasMetrics { get; }

    /// <summary>One scrape: only values that a restart would bring back.</summary>
    /// <returns>To be handed back when the answer went out to its end.</returns>
    Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel);

    /// <summary>Whether everything on the volume is read and durable now. Takes about a second at most.</summary>
    Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel);
}
