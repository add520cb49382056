using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>
/// The committed values of all series of one metric, by slot: one subclass for each way of adding up.
/// </summary>
/// <remarks>
/// A kind of metric is this, what a batch changes of it (<see cref="SeriesDeltas"/>), and how Prometheus is shown its
/// numbers. Not synchronised: the owner holds a lock.
/// </remarks>
internal abstract class SeriesValues
{
    /// <summary>Numbers that <see cref="Export"/> gives.</summary>
    public abstract int Width { get; }

    /// <summary>The slot whose series makes room for another one; -1 if what exceeds the limit is folded.</summary>
    public virtual int SlotToReplace => -1;

    /// <summary>Makes room for slots; there is always some for those in use.</summary>
    public abstract void Resize(int capacity);

    /// <summary>A series begins at this slot, or ended: it is worth nothing.</summary>
    public abstract void Reset(int slot);

    /// <summary>What Prometheus is to be shown.</summary>
    public abstract void Export(int slot, Span<double> numbers);

    /// <summary>The series as <see cref="Read"/> takes it.</summary>
    public abstract void Write(int slot, IBufferWriter<byte> output);

    /// <summary>Takes over what was written.</summary>
    /// <exception cref="ArgumentException">Nothing that was written looks like that.</exception>
    public abstract void Read(int slot, ReadOnlySpan<byte> saved);

    /// <summary>Another series takes over the slot that <see cref="SlotToReplace"/> named.</summary>
    public virtual void Replaced(int slot) => Reset(slot);

    /// <summary>Whether time alone changes what series show, since the last time of asking.</summary>
    public virtual bool HasMoved() => false;

    /// <summary>The series to show, given those that changed.</summary>
    /// <param name="changed">All of them are in use.</param>
    /// <param name="slots">All slots run from 0 to this, exclusive.</param>
    /// <param name="shown">Gets the slots.</param>
    public virtual void CollectShown(IReadOnlyList<int> changed, int slots, List<int> shown) => shown.AddRange(changed);

    /// <summary>Those of some series that Prometheus is shown. Changes nothing, so that anybody may look.</summary>
    /// <param name="slots">All of them are in use.</param>
    public virtual IReadOnlyList<int> Visible(IReadOnlyList<int> slots) => slots;
}
