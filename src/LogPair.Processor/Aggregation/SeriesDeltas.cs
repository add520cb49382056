using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>What one batch of lines changes in the series of one metric, by slot of the lane.</summary>
/// <remarks>One lane owns it. A slot that was committed is worth nothing again.</remarks>
internal abstract class SeriesDeltas
{
    /// <summary>Makes room for slots.</summary>
    public abstract void Resize(int capacity);

    /// <summary>Takes one measurement. Allocates nothing, but for growth.</summary>
    /// <param name="slot">Of the lane.</param>
    /// <param name="measurement">As the rule made it.</param>
    /// <param name="eventTicks">UTC; 0 if unknown or if nobody needs it.</param>
    public abstract void Record(int slot, scoped in Measurement measurement, long eventTicks);

    /// <summary>Takes a number that is all of a measurement, whenever it was.</summary>
    public virtual void Record(int slot, double value) =>
        Record(slot, new Measurement { Value = value }, eventTicks: 0);

    /// <summary>Takes measurements of 1. Only for metrics whose every record may count one.</summary>
    public virtual void Count(int slot, long records) => throw new NotSupportedException();

    /// <summary>Moves what changed to the committed values.</summary>
    /// <param name="slot">Of the lane.</param>
    /// <param name="values">Of the same kind.</param>
    /// <param name="target">Their slot.</param>
    public abstract void CommitTo(int slot, SeriesValues values, int target);

    /// <summary>Everything is committed.</summary>
    public virtual void Clear()
    {
    }
}
