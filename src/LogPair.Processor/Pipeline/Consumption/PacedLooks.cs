using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>One look at the volume after another, as often as there is reason to, and what they find is read.</summary>
internal sealed class PacedLooks
{
    // Takes a few milliseconds in most formats. For more, another thread is worth its waking, and several are.
    private const long MostBytesHere = 4 << 20;

    private readonly ConsumedLook _look;
    private readonly TailingPace _pace;
    private readonly SegmentQueue _queue;
    private readonly LaneRunner _nearest;

    /// <param name="look">Queues what there is to read.</param>
    /// <param name="pace">Decides when to look.</param>
    /// <param name="queue">Of the lanes.</param>
    /// <param name="nearest">Any of the lanes: reads on the thread of the looks what is too little to wake one for.</param>
    public PacedLooks(ConsumedLook look, TailingPace pace, SegmentQueue queue, LaneRunner nearest)
    {
        _look = look;
        _pace = pace;
        _queue = queue;
        _nearest = nearest;
    }

    /// <inheritdoc cref="ConsumedLook.Pass"/>
    public PassResult Pass()
    {
        var first = _look.Pass();
        if (!TryReadHere(first) || _pace.IsBusy) return first;

        // Only another look can tell whether that was all. While files grow, the next one is near.
        var second = _look.Pass();
        TryReadHere(second);
        return second with { Queued = first.Queued + second.Queued };
    }

    /// <summary>As <see cref="Pass"/>; lists the directories in any case, and the next wait is short.</summary>
    public PassResult FreshPass()
    {
        _look.Request();
        _pace.Hasten();
        return Pass();
    }

    /// <summary>Waits until the next pass is worth while.</summary>
    /// <returns>False if <paramref name="cancel"/> came first.</returns>
    public async Task<bool> WaitAsync(PassResult last, CancellationToken cancel)
    {
        try
        {
            await _pace.WaitAsync(last, cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>Whether there was something, and it is read.</returns>
    private bool TryReadHere(PassResult found)
    {
        if (found.Queued == 0) return false;
        if (found.UnreadBytes <= MostBytesHere && _nearest.TryRunHere()) return true;

        _queue.WakeLanes();
        return false;
    }
}
