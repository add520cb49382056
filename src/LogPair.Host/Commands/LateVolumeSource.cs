using LogPair.Host.Web;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Stopping;

namespace LogPair.Host.Commands;

/// <summary>Says of a processor that has not started yet what it waits for.</summary>
internal sealed class LateVolumeSource : IMetricsSource
{
    private readonly IMetricsSource _processor;
    private readonly LateVolume _volume;
    private readonly StateTurn _turn;

    public LateVolumeSource(IMetricsSource processor, LateVolume volume, StateTurn turn)
    {
        _turn = turn;
        _processor = processor;
        _volume = volume;
    }

    public bool HasMetrics => _processor.HasMetrics;

    public ProcessorStatus Status
    {
        get
        {
            var status = _processor.Status;
            if (status.State != ProcessorState.Restoring) return status;
            if (_volume.MissingRoot is { } missing)
                return status with { NotReadyReason = $"log directory {missing} does not exist yet" };
            return _turn.IsWaiting
                ? status with { NotReadyReason = $"another processor is at work with the state directory {_turn.Directory}" }
                : status;
        }
    }

    public SampledLines? Samples => _processor.Samples;

    public Inspector Inspector => _processor.Inspector;

    public ExpressionTrial Trial => _processor.Trial;

    public ConfigurationReport? Configuration => _processor.Configuration;

    public Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel) =>
        _processor.WriteMetricsAsync(destination, openMetrics, cancel);

    public Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) => _processor.AskConsumedAsync(cancel);
}
