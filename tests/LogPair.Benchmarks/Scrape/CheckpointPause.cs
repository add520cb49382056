using System.Diagnostics;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Benchmarks.Scrape;

/// <summary>How long committing waits for a checkpoint: one thread commits without end while another saves.</summary>
/// <remarks>In this process, so compiled just in time, and with the pauses that the scheduler makes.</remarks>
internal sealed class CheckpointPause : IDisposable
{
    private const int Warming = 50;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("logpair-pause-");
    private readonly byte[][] _keys;
    private readonly Ledger _ledger;
    private readonly ChangeSet _changes;
    private readonly Checkpointer _checkpointer;

    private readonly ManualResetEventSlim _hasStarted = new();

    private long _offset;
    private long _longestTicks;
    private volatile bool _isStopped;

    public CheckpointPause(int series)
    {
        _keys = [.. Enumerable.Range(0, series).Select(i => LabelKey.Encode($"/orders/{i}"))];
        var catalog = new MetricCatalog(RulesLoader.Load("rules.yaml", """
            metrics:
              - { name: http_requests_total, type: counter, labels: { route: Route }, maxSeries: 200000 }
            """).Rules!);
        _ledger = new Ledger(catalog, DateTimeOffset.UnixEpoch);
        _changes = new ChangeSet(catalog.Definitions);
        var exporter = new PrometheusExporter(catalog.Definitions);
        _checkpointer = new Checkpointer(
            _ledger, new StateDirectory(_directory.FullName), exporter, TimeProvider.System, NullLogger.Instance);
    }

    /// <summary>Milliseconds of the longest commit during each of several saves, each of all series.</summary>
    public async Task<IReadOnlyList<double>> MeasureAsync(int saves, CancellationToken cancel)
    {
        var pauses = new List<double>();
        for (var save = 0; save < Warming + saves; save++)
        {
            Commit(_keys.Length);
            _hasStarted.Reset();
            (_longestTicks, _isStopped) = (0, false);
            var committing = Task.Factory.StartNew(
                CommitUntilStopped, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _hasStarted.Wait(cancel);
            await _checkpointer.SaveAsync(cancel);
            _isStopped = true;
            await committing;
            if (save >= Warming) pauses.Add(TimeSpan.FromTicks(_longestTicks).TotalMilliseconds);
        }

        return pauses;
    }

    public void Dispose()
    {
        _checkpointer.Dispose();
        _hasStarted.Dispose();
        _directory.Delete(recursive: true);
    }

    private void CommitUntilStopped()
    {
        _hasStarted.Set();
        do
        {
            var started = Stopwatch.GetTimestamp();
            Commit(series: 1);
            _longestTicks = Math.Max(_longestTicks, Stopwatch.GetElapsedTime(started).Ticks);
        }
        while (!_isStopped);
    }

    private void Commit(int series)
    {
        for (var i = 0; i < series; i++) _changes.Record(0, _keys[i], 1, eventTicks: 0);
        var progress = new SegmentProgress { Path = "/var/log/app/app.log", Offset = ++_offset, Size = _offset };
        _ledger.Commit(_changes, new FileIdentity(1, 1, 1), progress);
    }
}
