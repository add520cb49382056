using System.Diagnostics.CodeAnalysis;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Ranges of a segment that several lanes count side by side.</summary>
internal sealed partial class Lane
{
    private readonly LineFramer _rangeFramer;

    /// <summary>Whether other lanes may count a part of what waits in a segment, and it is worth their while.</summary>
    /// <param name="segment">Owned by the caller.</param>
    public bool CanShare(TailedSegment segment) =>
        !_needsOrder && Timeline is null && SharedBacklog.IsWorthIt(segment, _reader.Capacity);

    /// <summary>Counts ranges until there are none to be had.</summary>
    /// <exception cref="IOException">The file system does not answer. Nothing of the last range is committed.</exception>
    public void Count(SharedBacklog backlog)
    {
        while (backlog.Take(_reader) is { } range)
        {
            var isCommitted = false;
            try
            {
                isCommitted = TryCount(backlog, range);
            }
            finally
            {
                if (!isCommitted) Forget();
                backlog.End(isCommitted);
            }
        }
    }

    /// <returns>False if nothing of it is committed.</returns>
    private bool TryCount(SharedBacklog backlog, in BacklogRange range)
    {
        var segment = backlog.Segment;
        var start = _reader.Offset;
        BeginBatch(segment);
        _rangeFramer.Restart(start);
        var lines = _rangeFramer.Read(range.Lines);
        try
        {
            var lastEventTicks = ReadLines(segment, ref lines, range.Lines);
            if (!backlog.AwaitTurn(range) || !IsStillTheSame(segment)) return false;

            segment.Framer.Restart(_rangeFramer.CommittableOffset);
            segment.Content.Consume(range.Lines.FirstSpan, start);
            segment.Content.Commit(range.Lines.FirstSpan, segment.Framer.CommittableOffset, follow: true);
            Commit(segment, lines, lastEventTicks);
            return true;
        }
        finally
        {
            lines.Dispose();
        }
    }

    /// <summary>What was measured since the last commit has never happened.</summary>
    [MemberNotNull(nameof(_changes), nameof(_rules))]
    private void Forget()
    {
        _changes = new ChangeSet(_catalog.Definitions);
        _rules = new RuleEvaluator(_ruleSet.Metrics, _catalog, _changes, _clock, _time) { Timeline = _rules?.Timeline };
    }
}
