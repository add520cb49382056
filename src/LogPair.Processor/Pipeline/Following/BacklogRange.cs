using System.Buffers;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Whole lines of a segment, to be counted by one lane.</summary>
/// <param name="Number">Counted from 0; those before it are committed before it.</param>
/// <param name="Lines">In the buffer of the lane's reader.</param>
internal readonly record struct BacklogRange(int Number, ReadOnlySequence<byte> Lines);
