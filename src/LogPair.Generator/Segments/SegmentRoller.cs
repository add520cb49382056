using System.Diagnostics.CodeAnalysis;
using LogPair.Contract;
using LogPair.Generator.Settings;
using Microsoft.Win32.SafeHandles;
using Serilog.Events;
using Serilog.Formatting;

namespace LogPair.Generator.Segments;

/// <summary>Decides which segment an event goes to: begins segments, finishes them, and seals them.</summary>
/// <remarks>Not thread-safe; the sink's lock owns it. Never throws for what a file system can do.</remarks>
internal sealed class SegmentRoller : IDisposable
{
    /// <summary>How long a failed open is not repeated, and a segment is believed to be where it was.</summary>
    /// <remarks>
    /// Short enough that little is lost, long enough that a million events a second cost one open or one stat.
    /// </remarks>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly GeneratorSettings _settings;
    private readonly Tally _tally;
    private readonly ITextFormatter _line;
    private readonly Func<SafeFileHandle, ISegmentFile> _wrap;
    private readonly SegmentDirectory _directory;
    private readonly SealWriter _seals;

    // Null until a first event, between segments, and while no segment can be opened.
    private SegmentWriter? _current;

    // The name of the newest segment that was begun here; what follows it in the same period has a higher sequence.
    private SegmentName? _newest;

    // Why the last open failed; null if it succeeded.
    private Exception? _openFailure;

    // When the open failed, or when the current segment was last seen intact.
    private long _checkedAt;

    // Whether every segment that another process left unsealed is
    // sealed. Until then, each new segment is a reason to look again.
    private bool _hasRecovered;

    public SegmentRoller(
        GeneratorSettings settings, Tally tally, ITextFormatter line, Func<SafeFileHandle, ISegmentFile> wrap)
    {
        _settings = settings;
        _tally = tally;
        _line = line;
        _wrap = wrap;
        _directory = new SegmentDirectory(settings.Directory, settings.Stream);
        _seals = new SealWriter(tally);
    }

    /// <summary>When <see cref="Tend"/> has something to do although no event comes; null if it has not.</summary>
    public DateTimeOffset? TendAt =>
        _seals.AreWaiting ? _settings.Time.GetUtcNow() + Patience : _current?.Name.Period.End;

    /// <summary>
    /// Makes the directory and seals what killed processes left there, if the directory can be had now.
    /// </summary>
    public void Start()
    {
        try
        {
            _directory.Ensure();
            Recover();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tally.Failed($"directory {_directory.Path} cannot be used yet: {e.Message}");
        }
    }

    /// <summary>Writes the line that the formatter holds.</summary>
    /// <returns>The reason why the event is dropped, or null if it is written.</returns>
    public string? Write(LogEvent logEvent, out Exception? error)
    {
        var now = _settings.Time.GetUtcNow();
        RollIfDue(now);
        LookAround();
        if (!TryOpen(now, out error)) return DropReason.Of(error, DropReason.OpenFailed);

        try
        {
            _tally.Written(_current.Write(logEvent));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = e;
            _tally.Failed($"{_current.Path} could not be written: {e.Message}");
            return DropReason.Of(e, DropReason.Io);
        }
    }

    /// <summary>
    /// What does not wait for the next event: the end of a period, and seals that could not be written.
    /// </summary>
    public void Tend()
    {
        RollIfDue(_settings.Time.GetUtcNow());
        _seals.WriteAll();
    }

    /// <summary>Finishes and seals the current segment. The next event would begin another one.</summary>
    public void Finish()
    {
        if (_current is not { } segment) return;

        // Sealed before it is closed: without our lock, a starting process could think it had to seal it.
        _seals.Write(segment.Path, segment.Seal(_tally.TakeDrops()));
        segment.Dispose();
        _current = null;
        _tally.SegmentIs(null);
    }

    public void Dispose()
    {
        // Drops that no seal has told of need a segment to be told with.
        if (_current is null && _tally.HasDrops)
        {
            _openFailure = null;
            TryOpen(_settings.Time.GetUtcNow(), out _);
        }

        Finish();
        _seals.WriteAll();
    }

    /// <summary>
    /// Finishes the current segment if its period is over, if it is long enough, or if it may not grow any more.
    /// </summary>
    private void RollIfDue(DateTimeOffset now)
    {
        if (_current is { } segment
            && (now >= segment.Name.Period.End || segment.Bytes >= _settings.SegmentSizeBytes || segment.MustEnd))
            Finish();
    }

    /// <summary>Once in a while: seals that wait, and whether the file is still there.</summary>
    private void LookAround()
    {
        if (_current is not { } segment || !PatienceIsOver()) return;

        _seals.WriteAll();
        _checkedAt = _settings.Time.GetTimestamp();
        if (segment.IsIntact) return;

        _tally.Failed($"{segment.Path} was deleted or changed by somebody else; a new segment begins.");
        Finish();
    }

    [MemberNotNullWhen(true, nameof(_current))]
    private bool TryOpen(DateTimeOffset now, [NotNullWhen(false)] out Exception? error)
    {
        error = _openFailure;
        if (_current is not null) return true;
        if (error is not null && !PatienceIsOver()) return false;

        try
        {
            _directory.Ensure();
            _seals.WriteAll();
            Recover();
            _current = Create(SegmentPeriod.Containing(now, _settings.RollInterval));
            _newest = _current.Name;
            _openFailure = error = null;
            _tally.SegmentIs(_current.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _openFailure = error = e;
            _tally.Failed($"no segment could be opened in {_directory.Path}: {e.Message}");
        }

        _checkedAt = _settings.Time.GetTimestamp();
        return _current is not null;
    }

    private SegmentWriter Create(SegmentPeriod period)
    {
        while (true)
        {
            var name = _directory.NextName(period);
            if (_newest is { } newest && newest >= name && newest.Period == period)
                name = name with { Sequence = newest.Sequence + 1 };

            try
            {
                return SegmentWriter.Create(_directory.Path, name, _line, _wrap);
            }
            catch (IOException) when (File.Exists(_directory.PathOf(name)) && _directory.NextName(period) > name)
            {
                // Another process of this stream was faster; the next name may be free.
            }
        }
    }

    private void Recover()
    {
        if (_hasRecovered) return;

        _hasRecovered = true;
        foreach (var name in _directory.Unsealed())
        {
            try
            {
                if (DeadSegment.TrySeal(_directory.PathOf(name))) _tally.Sealed();
                else _hasRecovered = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _tally.Failed($"{name}, left by an earlier process, could not be sealed: {e.Message}");
                _hasRecovered = false;
            }
        }
    }

    private bool PatienceIsOver() => _settings.Time.GetElapsedTime(_checkedAt) >= Patience;
}
