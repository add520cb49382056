namespace LogPair.Contract;

/// <summary>How much of one segment is counted so that a restart of the processor does not forget it.</summary>
/// <param name="Segment">The segment's file name, without directory.</param>
/// <param name="Bytes">Bytes from the segment's start, always just past a line feed.</param>
/// <remarks>
/// A sealed segment is done with when <paramref name="Bytes"/> has reached its seal's <see cref="Seal.Bytes"/>.
/// </remarks>
public readonly record struct Acknowledgement(string Segment, long Bytes);
