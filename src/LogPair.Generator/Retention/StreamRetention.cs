using LogPair.Contract;
using LogPair.Generator.Segments;
using LogPair.Generator.Settings;

namespace LogPair.Generator.Retention;

/// <summary>
/// Decides what stays on the volume: deletes what is acknowledged, and keeps the stream within its budget.
/// </summary>
/// <remarks>
/// Not thread-safe; the sink's lock owns it. Costs an addition and a comparison an event while there is room; looks
/// at files at each roll, once a second, and when there is no room. Never throws for what a file system can do.
/// </remarks>
internal sealed class StreamRetention
{
    /// <summary>How often files are looked at while there is no room, however many events ask for it.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// A seal that tells of dropped events must be read before it goes. Acknowledgements speak of bytes only, which
    /// may have been counted before the seal was there; a processor that is still at work this much later has read
    /// it. Eight polls of ours.
    /// </summary>
    private static readonly TimeSpan SealReading = TimeSpan.FromSeconds(2);

    private readonly GeneratorSettings _settings;
    private readonly Tally _tally;
    private readonly SegmentRemover _remover;
    private readonly Inventory _inventory;
    private readonly AcknowledgementReader _acknowledgements;
    private long? _lookedAt;

    public StreamRetention(GeneratorSettings settings, SegmentDirectory directory, Tally tally)
    {
        _settings = settings;
        _tally = tally;
        _inventory = new Inventory(directory, settings.Time);
        _remover = new SegmentRemover(directory, _inventory, tally);
        _acknowledgements = new AcknowledgementReader(settings.StateDirectory, tally);
    }

    /// <summary>
    /// Bytes of the budget that only the last seal may use: there must always be a way to tell of dropped events.
    /// </summary>
    public static long ReservedBytes => DiskSpace.BlockBytes;

    /// <summary>
    /// Set by a call that has waited in vain, so that the next ones do not: cleared when something is deleted.
    /// </summary>
    public bool HasWaitedInVain { get; set; }

    /// <inheritdoc cref="Inventory.NewestName"/>
    public SegmentName? NewestName(RollInterval interval) => _inventory.NewestName(interval);

    /// <summary>Whether the segment being written may take this much, its seal included.</summary>
    public bool HasRoomFor(long currentBytes) => _inventory.DiskBytes + currentBytes <= _settings.MaxVolumeBytes;

    /// <summary>Takes a segment over that has just been finished.</summary>
    public void Take(SegmentName name, long bytes) => _inventory.Add(name, bytes);

    /// <summary>
    /// Looks what is on the volume and what of it is acknowledged, and deletes what need not be kept.
    /// </summary>
    /// <param name="current">The segment that is being written.</param>
    public void Look(SegmentName? current)
    {
        _lookedAt = _settings.Time.GetTimestamp();
        try
        {
            _inventory.Refresh(current);
        }
        catch (DirectoryNotFoundException)
        {
            _inventory.Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tally.Failed($"{_settings.Directory} could not be listed: {e.Message}");
        }

        _acknowledgements.Read();
        foreach (var segment in Beyond(_settings.KeepSegments)) DeleteIfDone(segment);
    }

    /// <summary>Makes room, by deleting what is acknowledged, and then by the policy.</summary>
    /// <param name="current">The segment that is being written.</param>
    /// <param name="currentBytes">What it is to take, its seal included.</param>
    /// <returns>Null if there is room; otherwise the reason to drop the event for.</returns>
    public string? MakeRoom(SegmentName? current, long currentBytes)
    {
        if (HasRoomFor(currentBytes)) return null;
        if (currentBytes > _settings.MaxVolumeBytes) return DropReason.BudgetNewest;

        // Before anything unread is deleted, what was acknowledged a moment ago is worth another look.
        var mayGiveUp = _settings.Overflow == LogPairOverflow.DropOldestUnread && GivingUpHelps(currentBytes);
        if (mayGiveUp || _lookedAt is not { } moment || _settings.Time.GetElapsedTime(moment) >= LookInterval)
        {
            Look(current);
            DeleteAllDone(currentBytes);
        }

        if (HasRoomFor(currentBytes) || (mayGiveUp && GiveUpOldest(currentBytes))) return null;
        return _settings.Overflow == LogPairOverflow.Block ? DropReason.BudgetBlockTimeout : DropReason.BudgetNewest;
    }

    /// <summary>
    /// Makes room for a seal that tells of drops. If there is none, older ones that tell of nothing else hand on what
    /// they tell, so that an application which starts again and again beside a full volume does not run out of ways
    /// to tell.
    /// </summary>
    public bool MakeRoomForLastSeal()
    {
        if (MakeRoom(current: null, ReservedBytes) is null) return true;

        foreach (var segment in _inventory.Segments)
        {
            if (segment is { SegmentBytes: 0, Seal.Bytes: 0 }) _remover.GiveUp(segment, acknowledgedBytes: 0);
        }

        return HasRoomFor(ReservedBytes);
    }

    private void DeleteAllDone(long currentBytes)
    {
        foreach (var segment in Beyond(0))
        {
            if (HasRoomFor(currentBytes)) return;
            DeleteIfDone(segment);
        }
    }

    private List<RetainedSegment> Expendable => [.. Beyond(0).Where(segment => !_inventory.BearsNewestSeal(segment))];

    /// <summary>Finished segments, oldest first, without the newest few.</summary>
    private IEnumerable<RetainedSegment> Beyond(int keep)
    {
        var finished = _inventory.Segments.Where(segment => segment.IsFinished).ToList();
        var kept = finished.Where(segment => segment.SegmentBytes is not null).TakeLast(keep).ToHashSet();
        return finished.Where(segment => !kept.Contains(segment));
    }

    private void DeleteIfDone(RetainedSegment segment)
    {
        if (IsDone(segment) && _remover.TryDelete(segment)) HasWaitedInVain = false;
    }

    private bool IsDone(RetainedSegment segment)
    {
        var sealWasRead = _acknowledgements.Generated >= segment.ChangedAt + SealReading;
        if (segment.SegmentBytes is null) return sealWasRead && !_inventory.BearsNewestSeal(segment);

        return segment.Seal is { } seal
            && _acknowledgements.BytesOf(segment.Name) >= seal.Bytes
            && (seal.Dropped.Count == 0 || sealWasRead);
    }

    /// <summary>Nothing is given up for an event that is too long for all of it.</summary>
    private bool GivingUpHelps(long currentBytes) =>
        HasRoomFor(currentBytes - Expendable.Sum(segment => segment.DiskBytes));

    /// <summary>Deletes unread segments, oldest first, until there is room.</summary>
    private bool GiveUpOldest(long currentBytes)
    {
        foreach (var segment in Expendable)
        {
            if (HasRoomFor(currentBytes)) break;
            _remover.GiveUp(segment, _acknowledgements.BytesOf(segment.Name) ?? 0);
        }

        return HasRoomFor(currentBytes);
    }
}
