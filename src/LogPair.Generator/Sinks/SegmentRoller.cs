using LogPair.Contract;
using LogPair.Generator.Retention;
using LogPair.Generator.Segments;
using LogPair.Generator.Settings;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Sinks;

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
    private readonly Func<SafeFileHandle, ISegmentFile> _wrap;
    private readonly SegmentDirectory _directory;
    private readonly SealWriter _seals;
    private readonly StreamRetention _retention;
    private readonly OtherWriters _others;
    private readonly LineGroups _groups;

    // Null until a first event, between segments, and while no segment can be opened.
    private SegmentWriter? _current;

    // The name of the newest segment that was begun here; what follows it in the same period has a higher sequence.
    private SegmentName? _newest;

    // Why the last open failed; null if it succeeded.
    private Exception? _openFailure;

    // Both clocks are read at an open and at each look around; in between, one reading of this one serves an event.
    // When the open failed, or when the current segment was last seen intact.
    private long _checkedAt;

    // Until when, from then on, the current segment's period lasts.
    private TimeSpan _untilPeriodEnd;

    // Whether the directory is ready for the next segment, so that events for which there is no room do not look at
    // it again.
    private bool _isReadyForNext;

    public SegmentRoller(GeneratorSettings settings, Tally tally, Func<SafeFileHandle, ISegmentFile> wrap)
    {
        _settings = settings;
        _tally = tally;
        _wrap = wrap;
        _directory = new SegmentDirectory(settings.Directory, settings.Stream);
        _seals = new SealWriter(tally);
        _retention = new StreamRetention(settings, _directory, tally);
        _others = new OtherWriters(_directory, tally);
        _groups = new LineGroups(settings, tally);
    }

    /// <summary>When <see cref="Tend"/> has something to do although no event comes; null if it has not.</summary>
    public DateTimeOffset? TendAt =>
        _seals.AreWaiting ? _settings.Time.GetUtcNow() + Patience : _current?.PeriodEnd;

    /// <summary>Whether lines wait for <see cref="WriteWaiting"/>.</summary>
    public bool HasWaiting => _current is { HasWaiting: true };

    /// <inheritdoc cref="StreamRetention.HasWaitedInVain"/>
    public bool HasWaitedInVain
    {
        get => _retention.HasWaitedInVain;
        set => _retention.HasWaitedInVain = value;
    }

    /// <summary>
    /// Makes the directory and seals what killed processes left there, if the directory can be had now.
    /// </summary>
    public void Start()
    {
        try
        {
            MakeReady();
            WaitingLines.ForgetAllWithoutNeed(_settings.Directory, _settings.Stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tally.Failed($"directory {_directory.Path} cannot be used yet: {e.Message}");
        }
    }

    /// <summary>Writes the line of one event.</summary>
    /// <returns>The reason why the event is dropped, or null if it is written.</returns>
    public string? Write(ReadOnlySpan<byte> line, DateTimeOffset moment, out Exception? error)
    {
        var now = _settings.Time.GetTimestamp();
        RollOrLookAround(now);
        if (MakeRoomAndOpen(line.Length, out error) is { } reason) return reason;

        try
        {
            if (_groups.AreWanted) WriteInGroup(_current!, line, moment, now);
            else _current!.Write(line, moment, mayWait: false);
            _tally.Written(line.Length);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = e;
            _tally.Failed($"{_current!.Path} could not be written: {e.Message}");
            return DropReason.Of(e, DropReason.Io);
        }
    }

    /// <summary>Writes the lines that wait; if that fails, they go on waiting.</summary>
    public void WriteWaiting()
    {
        try
        {
            _current?.WriteWaiting();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tally.Failed($"{_current!.Path} could not be written: {e.Message}. No line is lost; they wait.");
        }
    }

    /// <summary>
    /// What does not wait for the next event: the end of a period, and seals that could not be written.
    /// </summary>
    public void Tend()
    {
        if (_current is { } segment && _settings.Time.GetUtcNow() >= segment.PeriodEnd) Finish();
        _seals.WriteAll();
    }

    /// <summary>Finishes and seals the current segment. The next event would begin another one.</summary>
    public void Finish()
    {
        if (_current is not { } segment) return;

        _current = null;
        _seals.Write(segment, segment.Seal(_tally.TakeDrops()));
        _isReadyForNext = false;
        _retention.Take(segment.Name, segment.Bytes + segment.TornBytes);
        _tally.SegmentIs(null);
    }

    /// <summary>
    /// Tells what is left to tell, and ends the current segment. Harmless if repeated, or if events follow.
    /// </summary>
    public void End()
    {
        // Drops that no seal has told of need a segment to be told with.
        if (_current is null && _tally.HasDrops) OpenForLastWords();

        Finish();
        _seals.WriteAll();
    }

    /// <summary>As <see cref="End"/>, and no event follows.</summary>
    public void Dispose()
    {
        End();
        _seals.Dispose();
        _others.Forget();
    }

    private void WriteInGroup(SegmentWriter segment, ReadOnlySpan<byte> line, DateTimeOffset moment, long now)
    {
        var mayWait = _groups.MayWait(now, segment.HasWaiting);
        segment.Write(line, moment, mayWait);
        if (!mayWait) WriteWaiting();
    }

    /// <summary>
    /// Finishes the current segment if its period is over, if it is long enough, or if it may not grow any more. Looks
    /// around once in a while.
    /// </summary>
    private void RollOrLookAround(long now)
    {
        if (_current is not { } segment) return;

        var elapsed = _settings.Time.GetElapsedTime(_checkedAt, now);
        if (elapsed >= _untilPeriodEnd || segment.Bytes >= _settings.SegmentSizeBytes || segment.MustEnd) Finish();
        else if (elapsed >= Patience) LookAround(segment);
    }

    /// <summary>Seals that wait, others who write, and whether the file is still there.</summary>
    private void LookAround(SegmentWriter segment)
    {
        _seals.WriteAll();
        LookAtOthers();
        _retention.Look(segment.Name);
        ReadClocks(segment);
        if (segment.IsIntact) return;

        _tally.Failed($"{segment.Path} was deleted or changed by somebody else; a new segment begins.");
        Finish();
    }

    /// <returns>
    /// Null if there is a segment with room for the line; otherwise the reason to drop the event for.
    /// </returns>
    private string? MakeRoomAndOpen(int lineBytes, out Exception? error)
    {
        error = null;
        if (_current is not null) return MakeRoom(lineBytes);

        error = _openFailure;
        if (error is not null && !PatienceIsOver()) return DropReason.Of(error, DropReason.OpenFailed);

        _checkedAt = _settings.Time.GetTimestamp();
        try
        {
            if (!_isReadyForNext) MakeReady();
            _openFailure = error = null;
            if (MakeRoom(lineBytes) is { } reason) return reason;

            Open();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isReadyForNext = false;
            _openFailure = error = e;
            _tally.Failed($"no segment could be opened in {_directory.Path}: {e.Message}");
            return DropReason.Of(e, DropReason.OpenFailed);
        }
    }

    private void OpenForLastWords()
    {
        try
        {
            MakeReady();

            // The newest name may go when room is made, and must not come back.
            _newest = _retention.NewestName(_settings.RollInterval) ?? _newest;
            if (_retention.MakeRoomForLastSeal()) Open();
            else _tally.Failed("events were dropped of which no seal can tell: the volume budget has no room for it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tally.Failed($"events were dropped of which no seal can tell: {e.Message}");
        }
    }

    private string? MakeRoom(int lineBytes) => _retention.MakeRoom(_current?.Name, Needed(lineBytes));

    /// <summary>
    /// What the current segment takes on the volume with the line, its seal, and a last seal after that.
    /// </summary>
    private long Needed(long lineBytes) =>
        DiskSpace.Of((_current?.Bytes ?? 0) + lineBytes) + DiskSpace.BlockBytes + StreamRetention.ReservedBytes
        + VolumeBudget.BesideSegment(_settings.Writing);

    private void MakeReady()
    {
        _directory.Ensure();
        _seals.WriteAll();
        _others.Look(IsOurs);
        _retention.Look(_current?.Name);
        _isReadyForNext = true;
    }

    private void Open()
    {
        _current = Create(NextPeriod(_settings.Time.GetUtcNow()));
        ReadClocks(_current);
        _newest = _current.Name;
        _tally.SegmentIs(_current.Path);
    }

    /// <summary>
    /// The period of now; or the newest on the volume, if the clock was set back. Seals of older periods may be gone,
    /// and with them the knowledge of which names were used.
    /// </summary>
    private SegmentPeriod NextPeriod(DateTimeOffset now)
    {
        var period = SegmentPeriod.Containing(now, _settings.RollInterval);
        if (_retention.NewestName(_settings.RollInterval) is { } known && known.Period > period) period = known.Period;
        return _newest is { } newest && newest.Period > period ? newest.Period : period;
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
                return SegmentWriter.Create(_directory.Path, name, _wrap, _groups.MakePlace);
            }
            catch (IOException) when (File.Exists(_directory.PathOf(name)) && _directory.NextName(period) > name)
            {
                // Another process of this stream was faster; the next name may be free.
            }
        }
    }

    private void LookAtOthers()
    {
        try
        {
            _others.Look(IsOurs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Retention, which lists the same directory, tells what is wrong with it.
            _others.Forget();
        }
    }

    private bool IsOurs(string segment) => segment == _current?.Path || _seals.IsWaiting(segment);

    private void ReadClocks(SegmentWriter segment)
    {
        _checkedAt = _settings.Time.GetTimestamp();
        _untilPeriodEnd = segment.PeriodEnd - _settings.Time.GetUtcNow();
    }

    private bool PatienceIsOver() => _settings.Time.GetElapsedTime(_checkedAt) >= Patience;
}
