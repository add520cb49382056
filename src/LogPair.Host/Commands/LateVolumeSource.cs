using LogPair.Host.Web;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Stopping;

namespace LogPair.Host.Commands;

/// <summary>Says of a processor that has not started yet what it waits for.</summary>
internal sealed class LateVolumeSource : IMetricsSource
{
    private readonly IMetricsSource _processor;
    private readonly LateVolume _volume;

    public LateVolumeSource(IMetricsSource processor, LateVolume volume)
    {
        _processor = processor;
        _volume = volume;
    }

    public ProcessorStatus Status
    {
        get
        {
            var status = _processor.Status;
            return status.State == ProcessorState.Restoring && _volume.MissingRoot is { } missing
                ? status with { NotReadyReason = $"log directory {missing} does not exist yet" }
                : status;
        }
    }

    public SampledLines? Samples => _processor.Samples;

    public Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) =>
        _processor.WriteMetricsAsync(destination, openMetrics, cancel);

    public Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) => _processor.AskConsumedAsync(cancel);
}
