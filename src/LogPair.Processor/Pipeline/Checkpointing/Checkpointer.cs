using System.Buffers;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Makes committed state durable, and shows nothing that is not.</summary>
/// <remarks>
/// A scrape first makes a checkpoint if anything changed, and answers with the values in it. A restart resumes from
/// that checkpoint or a later one, so no counter that was served can come back lower. If a checkpoint cannot be
/// written, scrapes go on showing the last durable values.
/// </remarks>
internal sealed partial class Checkpointer : IDisposable
{
    /// <summary>Changes are appended until they take this much, and as much as the whole state; then that is written anew.</summary>
    /// <remarks>Less would rewrite a small state all the time; more would only make the next start read longer.</remarks>
    private const int MinAppendedBytes = 1 << 20;

    // Enough to send millions of series to a neighbour; the next checkpoint is due within a second.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private const int MinRoom = 4096;

    private readonly Ledger _ledger;
    private readonly StateDirectory _directory;
    private readonly PrometheusExporter _exporter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SeriesSnapshot _snapshot;
    private readonly CheckpointSerializer _serializer;
    private readonly AcknowledgementWriter _acknowledgements;
    private ArrayBufferWriter<byte> _content = new();
    private readonly List<FileIdentity> _segments = [];

    // Where in the content its last record begins. It is completed when counting can go on.
    private int _record;

    // One at a time: whoever holds it may use everything above and below.
    private readonly SemaphoreSlim _turn = new(initialCount: 1);

    // Null until the first save, which writes the whole state.
    private CheckpointFile? _file;
    private long _wholeLength;
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
        _snapshot = ledger.Use(state => new SeriesSnapshot(state.Table));
        _serializer = ledger.Use(state => new CheckpointSerializer(state.Table.Metrics.Select(s => s.Definition)));
        _acknowledgements = new AcknowledgementWriter(directory, time, logger);
    }

    /// <summary>When the state was last made durable or found unchanged; null before the first time.</summary>
    public DateTimeOffset? LastSuccess { get; private set; }

    /// <summary>Whether all that is committed is durable; at a moment that may be over.</summary>
    public bool IsCurrent => _ledger.Version == Volatile.Read(ref _durableVersion);

    /// <summary>Whether a save is worth while although all is durable: it tells others that somebody is at work.</summary>
    public bool IsSignDue => _acknowledgements.IsDue;

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
    public RestoreOutcome Restore()
    {
        var outcome = new CheckpointRestorer(_ledger, _serializer, _directory, _logger).Restore();

        // Durable already, so it is shown although the next save may fail.
        _ledger.Use(state =>
        {
            _snapshot.Take(state.Table);
            return true;
        });
        _exporter.Apply(_snapshot);
        return outcome;
    }

    /// <summary>Makes a checkpoint if anything changed since the last one, and acknowledges what is in it.</summary>
    /// <returns>Whether everything that is committed is durable; if not, the log says why.</returns>
    public async Task<bool> SaveAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var isSaved = TrySave();
            if (isSaved) _acknowledgements.Write();
            return isSaved;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a checkpoint if anything changed, then writes the metrics in it.</summary>
    /// <remarks>
    /// Counting goes on meanwhile. The text is sent while it is made; other scrapes and checkpoints wait until it is
    /// made, and for a slow reader no longer than <see cref="Patience"/>.
    /// </remarks>
    /// <param name="destination">May be slow.</param>
    /// <param name="format">Text 0.0.4 or OpenMetrics.</param>
    /// <param name="beforeWrite">Called before the text is made, for metrics that are no part of the state.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The <see cref="Ledger.Version"/> of the state that was written.</returns>
    public async Task<long> WriteMetricsAsync(
        Stream destination, ExpositionFormat format, Action beforeWrite, CancellationToken cancel)
    {
        OutgoingText? text = null;
        try
        {
            long version;
            await _turn.WaitAsync(cancel);
            try
            {
                if (TrySave()) _acknowledgements.WriteNowAndThen();
                version = _durableVersion;
                beforeWrite();
                text = new OutgoingText(destination, Patience, _time, cancel);
                await _exporter.WriteAsync(text, format, cancel);
            }
            finally
            {
                _turn.Release();
            }

            await text.CompleteAsync();
            return version;
        }
        finally
        {
            if (text is not null) await text.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    private bool TrySave()
    {
        var version = _durableVersion;
        try
        {
            version = Write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _ledger.Use(GiveBack);
            if (!_isFailing) Log.CheckpointFailed(_logger, _directory.CheckpointPath, error.Message);
            _isFailing = true;
            return false;
        }

        if (_isFailing) Log.CheckpointRecovered(_logger, _directory.CheckpointPath);
        _isFailing = false;
        LastSuccess = _time.GetUtcNow();
        if (version != _durableVersion)
        {
            _durableVersion = version;
            _exporter.Apply(_snapshot);
        }

        return true;
    }

    /// <returns>The version that is durable now.</returns>
    private long Write()
    {
        _ledger.Advance();
        if (_file is { IsInPlace: true, IsBroken: false } file && file.Length < _wholeLength + Math.Max(_wholeLength, MinAppendedBytes))
        {
            var changed = _ledger.Use(CaptureChanges);
            if (changed == _durableVersion) return changed;

            CheckpointFormat.EndRecord(_content, _record);
            file.Append(_content.WrittenSpan);
            return changed;
        }

        var version = _ledger.Use(CaptureWhole);
        CheckpointFormat.EndRecord(_content, _record);
        var replaced = _directory.ReplaceCheckpoint(_content.WrittenSpan);
        _file?.Dispose();
        _file = replaced;
        _wholeLength = replaced.Length;
        return version;
    }

    private long CaptureChanges(LedgerState state)
    {
        _content.ResetWrittenCount();
        if (_ledger.Version == _durableVersion) return _durableVersion;

        _record = _serializer.WriteChanges(_content, state);
        return Capture(state);
    }

    private long CaptureWhole(LedgerState state)
    {
        // In one step: growing by doubling would leave as much behind, and half of it unused.
        var length = CheckpointSerializer.WholeLength(state);
        if (_content.Capacity < length) _content = new ArrayBufferWriter<byte>(length + (length / 16) + MinRoom);
        _content.ResetWrittenCount();
        CheckpointFormat.WriteHeader(_content);
        _record = _serializer.WriteWhole(_content, state);
        return Capture(state);
    }

    private long Capture(LedgerState state)
    {
        _snapshot.Take(state.Table);
        _segments.Clear();
        _segments.AddRange(state.Segments.Changed);
        state.Segments.ClearChanged();
        _acknowledgements.Take(state.Segments.All.Values);
        return _ledger.Version;
    }

    // Nobody has seen what was captured.
    private bool GiveBack(LedgerState state)
    {
        _snapshot.GiveBack(state.Table);
        state.Segments.MarkChanged(_segments);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.CheckpointFailed, LogLevel.Error,
            "Cannot write the checkpoint {Path}: {Reason}. Scrapes show the last durable values until it works again; "
            + "make the state directory writable and give it space")]
        public static partial void CheckpointFailed(ILogger logger, string path, string reason);

        [LoggerMessage(EventIds.CheckpointRecovered, LogLevel.Information, "Checkpoints work again at {Path}")]
        public static partial void CheckpointRecovered(ILogger logger, string path);
    }
}
