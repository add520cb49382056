using LogPair.Generator;
using LogPair.Host.Web;
using LogPair.Host.Workload;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Demo;

/// <summary>Generator and processor in one process, joined by nothing but a volume.</summary>
internal sealed class DemoPair : IAsyncDisposable
{
    // Small, so that rolls, seals and removals are seen within seconds.
    private const long SegmentSizeBytes = 1 << 20;

    private readonly CancellationTokenSource _stopProcessor = new();
    private readonly HttpClient _prometheus = new(new SocketsHttpHandler { UseProxy = false });
    private readonly GeneratorTarget _generator;
    private readonly WorkloadRunner _workload;
    private readonly LogProcessor _processor;
    private readonly MetricsServer _server;

    private DemoPair(GeneratorTarget generator, WorkloadRunner workload, LogProcessor processor, MetricsServer server)
    {
        _generator = generator;
        _workload = workload;
        _processor = processor;
        _server = server;
    }

    /// <summary>Lines written so far.</summary>
    public long Written => _workload.Written;

    public ProcessorStatus Status => _processor.Status;

    /// <summary>Segments begun so far, also those that are counted and deleted.</summary>
    public long SegmentsBegun =>
        _generator.Status.SegmentsSealed + (_generator.Status.CurrentSegment is null ? 0 : 1);

    public ListenAddress Address => _server.Address;

    /// <summary>Nothing is written or read before <see cref="RunAsync"/>.</summary>
    /// <exception cref="ListenException">The address cannot be had.</exception>
    public static async Task<DemoPair> CreateAsync(
        DemoOptions options, DemoVolume volume, TimeProvider time, ILoggerFactory loggers, CancellationToken cancel)
    {
        var generator = new GeneratorTarget(new LogPairOptions
        {
            Directory = volume.Logs,
            Stream = "shop",
            SegmentSizeBytes = SegmentSizeBytes,
            RollInterval = Contract.RollInterval.Day,
            Format = LogPairFormat.Clef,
            StateDirectory = volume.State,
            KeepSegments = options.VolumeEnd == DemoVolumeEnd.Keep ? int.MaxValue : null,
        });
        var processorOptions = new ProcessorOptions
        {
            Inputs =
            [
                new InputRule { Path = volume.Logs, Reading = new InputReading { Format = LineFormats.Named("clef") } },
            ],
            StateDirectory = volume.State,
            Rules = DemoRules.Load(),
        };
        var processor = new LogProcessor(processorOptions, time, loggers);
        var server = await MetricsServer.StartAsync(options.Listen, new ProcessorSource(processor), loggers, cancel);
        return new DemoPair(generator, new WorkloadRunner(options.Workload, generator.TryWrite, time), processor,
            server);
    }

    /// <summary>
    /// Writes until the workload is complete or <paramref name="stop"/> is cancelled, then counts to the last line.
    /// </summary>
    /// <returns>What was written.</returns>
    public async Task<Truth> RunAsync(CancellationToken stop)
    {
        using var stopWriting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var counting = Task.Run(() => _processor.RunAsync(_stopProcessor.Token), CancellationToken.None);
        var writing = Task.Run(() => _workload.RunAsync(stopWriting.Token), CancellationToken.None);

        // A processor that ends first has failed; there is no use in writing on.
        await Task.WhenAny(counting, writing);
        await stopWriting.CancelAsync();
        var truth = await writing;
        _generator.Dispose();
        await _stopProcessor.CancelAsync();
        await counting;
        return truth;
    }

    /// <summary>What Prometheus would see now, over the network.</summary>
    public Task<string> ScrapeAsync(CancellationToken cancel) =>
        _prometheus.GetStringAsync(new Uri(_server.Address.Url("/metrics")), cancel);

    public async ValueTask DisposeAsync()
    {
        _prometheus.Dispose();
        await _server.DisposeAsync();
        await _processor.DisposeAsync();
        _generator.Dispose();
        _stopProcessor.Dispose();
    }
}
