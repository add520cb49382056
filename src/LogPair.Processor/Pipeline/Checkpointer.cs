using System.Buffers;
using System.IO.Pipelines;
using LogPair.Contract;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LogPair.Processor.Pipeline;

/// <summary>Makes committed state durable, and shows nothing that is not.</summary>
/// <remarks>
/// A scrape first makes a checkpoint if anything changed, and answers with the values in it. A restart resumes from
/// that checkpoint or a later one, so no counter that was served can come back lower. If a checkpoint cannot be
/// written, scrapes go on showing the last durable values.
/// </remarks>
internal sealed partial class Checkpointer : IDisposable
{
    private readonly Ledger _ledger;
    private readonly StateDirectory _directory;
    private readonly PrometheusExporter _exporter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SeriesSnapshot _snapshot;
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly Dictionary<string, long> _counted = new(StringComparer.Ordinal);

    // One at a time: whoever holds it may use _snapshot, _content, _counted and the exporter.
    private readonly SemaphoreSlim _turn = new(initialCount: 1);
    private long _durableVersion = -1;
    private bool _isFailing;

    public Checkpointer(
        Ledger ledger, StateDirectory directory, PrometheusExporter exporter, TimeProvider time, ILogger logger)
    {
        _ledger = ledger;
        _directory = directory;
        _exporter = exporter;
        _time = time;
        _logger = logger;
        _snapshot = ledger.Use((table, _) => new SeriesSnapshot(table));
    }

    /// <summary>When the state was last made durable or found unchanged; null before the first time.</summary>
    public DateTimeOffset? LastSuccess { get; private set; }

    /// <summary>
    /// Makes sure that checkpoints can be written, before anything is counted that a restart would forget.
    /// </summary>
    /// <exception cref="InvalidOperationException">They cannot; says why and what to do.</exception>
    public void Prepare()
    {
        try
        {
            _directory.Prepare();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"Nothing can be saved in the state directory: {error.Message} Counters would not survive a restart. "
                + "Make the directory writable for the processor's user, "
                + "or name another with --state or LOGPAIR_STATE.",
                error);
        }
    }

    /// <summary>Resumes from the newest usable checkpoint, if there is any.</summary>
    public void Restore()
    {
        foreach (var path in _directory.Checkpoints())
        {
            if (TryRestore(path)) return;
        }

        Log.NoCheckpoint(_logger, _directory.CheckpointPath);
    }

    /// <summary>Makes a checkpoint if anything changed since the last one.</summary>
    /// <returns>Whether everything that is committed is durable; if not, the log says why.</returns>
    public async Task<bool> SaveAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return TrySave();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a checkpoint if anything changed, then writes the metrics in it.</summary>
    /// <param name="destination">May be slow: nothing waits for it but the caller.</param>
    /// <param name="format">Text 0.0.4 or OpenMetrics.</param>
    /// <param name="beforeWrite">Called before the text is made, for metrics that are no part of the state.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task WriteMetricsAsync(
        Stream destination, ExpositionFormat format, Action beforeWrite, CancellationToken cancel)
    {
        var text = new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        await _turn.WaitAsync(cancel);
        try
        {
            TrySave();
            beforeWrite();
            await _exporter.WriteAsync(text.Writer.AsStream(leaveOpen: true), format, cancel);
        }
        finally
        {
            _turn.Release();
            await text.Writer.CompleteAsync();
        }

        await text.Reader.CopyToAsync(destination, cancel);
        await text.Reader.CompleteAsync();
    }

    public void Dispose() => _turn.Dispose();

    private bool TryRestore(string path)
    {
        try
        {
            var file = File.ReadAllBytes(path);
            if (CheckpointFormat.FindDamage(file) is { } damage)
            {
                Log.CheckpointDamaged(_logger, path, damage, StateDirectory.SetAside(path));
                return false;
            }

            var segments = _ledger.Use((table, known) =>
            {
                CheckpointSerializer.Read(file, table, known);
                return known.Count;
            });
            Log.Restored(_logger, path, segments, file.Length);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.CheckpointUnreadable(_logger, path, error.Message);
            return false;
        }
    }

    private bool TrySave()
    {
        var version = _ledger.Use(Capture);
        if (version == _durableVersion)
        {
            LastSuccess = _time.GetUtcNow();
            return true;
        }

        try
        {
            _directory.ReplaceCheckpoint(_content.WrittenSpan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _ledger.Use((table, _) =>
            {
                _snapshot.GiveBack(table);
                return true;
            });
            if (!_isFailing) Log.CheckpointFailed(_logger, _directory.CheckpointPath, error.Message);
            _isFailing = true;
            return false;
        }

        if (_isFailing) Log.CheckpointRecovered(_logger, _directory.CheckpointPath);
        _isFailing = false;
        _durableVersion = version;
        LastSuccess = _time.GetUtcNow();
        _exporter.Apply(_snapshot);
        Acknowledge();
        return true;
    }

    /// <returns>The version that was captured.</returns>
    private long Capture(SeriesTable table, Dictionary<FileIdentity, SegmentProgress> segments)
    {
        if (_ledger.Version == _durableVersion) return _durableVersion;

        CheckpointSerializer.Write(_content, table, segments);
        _snapshot.Take(table);
        _counted.Clear();
        foreach (var progress in segments.Values) AddCounted(progress);
        return _ledger.Version;
    }

    // Files of one name, in two directories or one after the other: whoever deletes by name must spare the lesser one.
    private void AddCounted(SegmentProgress progress)
    {
        var name = Path.GetFileName(progress.Path);
        if (!SegmentName.TryParse(name, out _)) return;

        _counted[name] = Math.Min(progress.Offset, _counted.GetValueOrDefault(name, long.MaxValue));
    }

    // Late acknowledgements only make the generator keep segments longer, so a failure here is no failure to save.
    private void Acknowledge()
    {
        try
        {
            _directory.ReplaceAcknowledgements(new Acknowledgements
            {
                Generated = _time.GetUtcNow(),
                Segments = [.. _counted.Select(segment => new Acknowledgement(segment.Key, segment.Value))],
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.AcknowledgementsFailed(_logger, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NoCheckpoint, LogLevel.Information,
            "No usable checkpoint at {Path}: counting every file from its start")]
        public static partial void NoCheckpoint(ILogger logger, string path);

        [LoggerMessage(EventIds.Restored, LogLevel.Information,
            "Resuming from {Path} ({Bytes} bytes): {Segments} segments known")]
        public static partial void Restored(ILogger logger, string path, int segments, int bytes);

        [LoggerMessage(EventIds.CheckpointDamaged, LogLevel.Error,
            "The checkpoint {Path} cannot be used: {Damage}. It was moved to {Aside}")]
        public static partial void CheckpointDamaged(ILogger logger, string path, string damage, string aside);

        [LoggerMessage(EventIds.CheckpointUnreadable, LogLevel.Error,
            "The checkpoint {Path} cannot be read: {Reason}")]
        public static partial void CheckpointUnreadable(ILogger logger, string path, string reason);

        [LoggerMessage(EventIds.CheckpointFailed, LogLevel.Error,
            "Cannot write the checkpoint {Path}: {Reason}. Scrapes show the last durable values until it works again; "
            + "make the state directory writable and give it space")]
        public static partial void CheckpointFailed(ILogger logger, string path, string reason);

        [LoggerMessage(EventIds.CheckpointRecovered, LogLevel.Information, "Checkpoints work again at {Path}")]
        public static partial void CheckpointRecovered(ILogger logger, string path);

        [LoggerMessage(EventIds.AcknowledgementsFailed, LogLevel.Warning,
            "Cannot write the acknowledgements: {Reason}. The generator keeps segments longer than it must")]
        public static partial void AcknowledgementsFailed(ILogger logger, string reason);
    }
}
