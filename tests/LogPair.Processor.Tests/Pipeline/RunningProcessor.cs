using System.Text;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Processor.Rules;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

/// <summary>A whole processor at work on a volume of the test.</summary>
internal sealed class RunningProcessor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly LogProcessor _processor;
    private readonly FakeTimeProvider? _time;
    private readonly Func<Ending> _ending;

    public RunningProcessor(
        TempVolume volume, Func<Ending>? ending = null, TimeSpan? stopTimeout = null, FakeTimeProvider? time = null,
        string? otherLogs = null, TimeSpan? checkpointInterval = null)
    {
        var reading = new InputReading { Format = LineFormats.Named("json") };
        _time = time;
        _ending = ending ?? (() => Ending.DrainAndLinger);
        _processor = new LogProcessor(
            new ProcessorOptions
            {
                Inputs =
                [
                    new InputRule { Path = volume["logs"], Reading = reading },
                    .. otherLogs is null ? [] : (InputRule[])[new InputRule { Path = volume[otherLogs], Reading = reading }],
                ],
                StateDirectory = volume["state"],
                Rules = RuleSet.BuiltIn,
                Lanes = 1,
                CheckpointInterval = checkpointInterval ?? TimeSpan.FromSeconds(1),
                StopTimeout = stopTimeout ?? ProcessorOptions.DefaultStopTimeout,
            },
            time ?? TimeProvider.System,
            NullLoggerFactory.Instance);
    }

    public ProcessorStatus Status => _processor.Status;

    /// <summary>Its end. Fails loudly if it does not come.</summary>
    public Task<Ending> EndAsync() => Running.WaitAsync(Patience);

    public Task<Ending> Running { get; private set; } = Task.FromResult(Ending.Drain);

    public static void Write(TempVolume volume, string name, string text)
    {
        Directory.CreateDirectory(volume["logs"]);
        File.AppendAllText(volume["logs/" + name], text);
    }

    public RunningProcessor Start()
    {
        Running = Task.Run(() => _processor.RunAsync(_ending, _stop.Token));
        return this;
    }

    public Task StopAsync() => _stop.CancelAsync();

    public Task<ConsumedAnswer> AskConsumedAsync() => _processor.AskConsumedAsync(CancellationToken.None);

    /// <summary>Asks again and again until something is so; a clock of the test moves on meanwhile.</summary>
    /// <exception cref="TimeoutException">It does not come to be.</exception>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            if (late.IsCancellationRequested) throw new TimeoutException($"Still {Status}.");

            _time?.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1, CancellationToken.None);
        }
    }

    /// <summary>What a scrape answers, and the receipt for it.</summary>
    public async Task<(string Text, ScrapeReceipt Receipt)> ScrapeAsync()
    {
        using var text = new MemoryStream();
        var receipt = await _processor.WriteMetricsAsync(text, openMetrics: false, CancellationToken.None);
        return (Encoding.UTF8.GetString(text.ToArray()), receipt);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await UntilAsync(() => Running.IsCompleted);
        await _processor.DisposeAsync();
        _stop.Dispose();
    }
}
