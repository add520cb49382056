using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Following;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>The thread of one lane: takes segments off the queue until there will be no more.</summary>
internal sealed partial class LaneRunner
{
    // About 8 MiB: long enough to be efficient, short enough that a backlog in one file does not starve the others.
    private const int BatchesPerTurn = 16;

    private readonly Lane _lane;
    private readonly SegmentQueue _queue;
    private readonly Action _released;
    private readonly ILogger _logger;

    // Whoever holds it uses the lane.
    private readonly Lock _turn = new();

    /// <param name="lane">Used by this runner alone.</param>
    /// <param name="queue">Shared by all runners.</param>
    /// <param name="released">Called when the lane's thread has read a segment to its end.</param>
    /// <param name="logger">For files that cannot be read.</param>
    public LaneRunner(Lane lane, SegmentQueue queue, Action released, ILogger logger)
    {
        _lane = lane;
        _queue = queue;
        _released = released;
        _logger = logger;
    }

    /// <summary>Reads until there is nothing more to come, on a thread that never does anything else.</summary>
    public void Run(CancellationToken cancel)
    {
        LanePriority.Lower();
        while (_queue.TryTake(out var work, cancel))
        {
            if (work.Backlog is { } backlog)
            {
                lock (_turn) Help(backlog);
                continue;
            }

            StepOutcome outcome;
            lock (_turn) outcome = ReadTurns(work.Segment, cancel);
            if (TryRelease(work.Segment, outcome)) _released();
        }
    }

    /// <summary>
    /// Does what a lane would have to be woken for on the calling thread: reads what waits, each segment for one turn.
    /// </summary>
    /// <returns>False if the lane is at work itself, or there is more to read.</returns>
    public bool TryRunHere()
    {
        if (!_turn.TryEnter()) return false;

        try
        {
            var isAll = true;
            while (isAll && _queue.TryTakeNow(out var segment)) isAll = TryRelease(segment, ReadTurn(segment));
            return isAll;
        }
        finally
        {
            _turn.Exit();
        }
    }

    private bool TryRelease(TailedSegment segment, StepOutcome outcome)
    {
        var isAtEnd = outcome is not (StepOutcome.More or StepOutcome.Replaced);
        if (isAtEnd) segment.Release();
        else _queue.PutBack(segment);
        return isAtEnd;
    }

    // Another lane would have to be woken, with nothing of the segment in its cache.
    private StepOutcome ReadTurns(TailedSegment segment, CancellationToken cancel)
    {
        StepOutcome outcome;
        do
        {
            if (_queue.IdleLanes > 0 && _lane.CanShare(segment)) Share(segment, cancel);
            outcome = ReadTurn(segment);
        }
        while (outcome == StepOutcome.More && _queue.IsEmpty && !cancel.IsCancellationRequested);

        return outcome;
    }

    private void Share(TailedSegment segment, CancellationToken cancel)
    {
        var backlog = new SharedBacklog(segment, () => _queue.IsEmpty && !cancel.IsCancellationRequested);
        _queue.Share(backlog);
        Help(backlog);
        backlog.AwaitEnd();
    }

    private void Help(SharedBacklog backlog)
    {
        try
        {
            _lane.Count(backlog);
        }
        catch (IOException)
        {
            // The segment's owner meets it as well, and tells of it.
        }
    }

    private StepOutcome ReadTurn(TailedSegment segment)
    {
        var offset = segment.CountedOffset;
        try
        {
            var outcome = _lane.Read(segment, LastBytes.Hold, BatchesPerTurn);
            segment.HasFailed = false;
            if (outcome == StepOutcome.Refused) Log.Compressed(_logger, segment.Path);
            if (outcome == StepOutcome.Replaced) Log.Replaced(_logger, segment.Path, offset);
            return outcome;
        }
        catch (IOException error) when (segment.Role == EntryRole.Compressed && error.InnerException is InvalidDataException)
        {
            Log.Damaged(_logger, segment.Path, segment.CountedOffset, error.Message);
            _lane.GiveUp(segment, LossReason.Damaged);
            return StepOutcome.Refused;
        }
        catch (IOException error)
        {
            if (!segment.HasFailed) Log.ReadFailed(_logger, segment.Path, segment.ResumeOffset, error.Message);
            segment.HasFailed = true;
            segment.ExaminedOffset = segment.Size;
            return StepOutcome.AtEnd;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Compressed, LogLevel.Warning,
            "{Path} is compressed and is not read. Leave compressed files out of the logs setting")]
        public static partial void Compressed(ILogger logger, string path);

        [LoggerMessage(EventIds.Replaced, LogLevel.Warning,
            "{Path} was truncated and written anew: the {Offset} bytes that were counted of it are gone. "
            + "Reading it from its start")]
        public static partial void Replaced(ILogger logger, string path, long offset);

        [LoggerMessage(EventIds.DamagedContent, LogLevel.Error,
            "{Path} is damaged after {Offset} bytes of its content: {Reason} What follows is lost")]
        public static partial void Damaged(ILogger logger, string path, long offset, string reason);

        [LoggerMessage(EventIds.ReadFailed, LogLevel.Error,
            "Cannot read {Path} at offset {Offset}: {Reason}. Trying again every second")]
        public static partial void ReadFailed(ILogger logger, string path, long offset, string reason);
    }
}
