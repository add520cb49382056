using System.Text;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Pipeline.Stopping;

namespace LogPair.Host.Web;

/// <summary>Answers scrapes with the name of the format.</summary>
internal sealed class FakeMetricsSource : IMetricsSource
{
    private ProcessorStatus _status = Some.Status(isReady: true);

    public bool HasMetrics => _status.State.HasMetrics();

    public ProcessorStatus Status
    {
        get
        {
            var status = _status;
            _status = Next ?? status;
            return status;
        }
        set => _status = value;
    }

    /// <summary>The status from the second look on; null if it stays.</summary>
    public ProcessorStatus? Next { get; set; }

    /// <summary>Thrown by a scrape after <see cref="WrittenBeforeFailure"/>; null for a scrape that works.</summary>
    public Exception? Failure { get; set; }

    public string WrittenBeforeFailure { get; set; } = "";

    /// <summary>A scrape waits for it after its first bytes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completed by the first scrape.</summary>
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when the scraper hung up in the middle of a scrape.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when a scrape is known to have gone out to its end.</summary>
    public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What a scrape answers; null for the name of the format.</summary>
    public byte[]? Text { get; set; }

    public ConsumedAnswer Consumed { get; set; } = ConsumedAnswer.Yes;

    public SampledLines? Samples { get; set; }

    public Inspector Inspector => throw new NotSupportedException("There is no processor.");

    public ExpressionTrial Trial => throw new NotSupportedException("There is no processor.");

    public ConfigurationReport? Configuration => null;

    public Task<ConsumedAnswer> AskConsumedAsync(CancellationToken cancel) => Task.FromResult(Consumed);

    public async Task<ScrapeReceipt> WriteMetricsAsync(Stream destination, bool openMetrics, CancellationToken cancel)
    {
        if (Failure is { } failure)
        {
            if (WrittenBeforeFailure.Length == 0) throw failure;

            await destination.WriteAsync(Encoding.UTF8.GetBytes(WrittenBeforeFailure), cancel);
            await destination.FlushAsync(cancel);
            throw failure;
        }

        cancel.Register(() => GivenUp.TrySetResult());
        Entered.TrySetResult();
        await Gate;
        await destination.WriteAsync(Text ?? (openMetrics ? "openmetrics\n"u8.ToArray() : "text\n"u8.ToArray()), cancel);
        return new ScrapeReceipt(() => Seen.TrySetResult());
    }
}
