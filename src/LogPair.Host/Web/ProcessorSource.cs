using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Stopping;

namespace LogPair.Host.Web;

/// <summary>Shows a processor as it is.</summary>
internal sealed class ProcessorSource : IMetricsSource
{
    private readonly LogProcessor _processor;

    public ProcessorSource(LogProcessor processor) => _processor = processor;

    public bool HasMetrics => _processor.HasMetrics;

    public ProcessorStatus Status => _processor.Status;

    public SampledLines? Samples => _processor.Samples;

    public Inspector Inspector => _processor.Inspector;

    public ExpressionTrial Trial => _processor.Trial;

    public ConfigurationReport? Configuration => null;

    public Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) =>
        _processor.WriteMetricsAsync(destination, openMetrics, cancel);

    public Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) => _processor.AskConsumedAsync(cancel);
}
