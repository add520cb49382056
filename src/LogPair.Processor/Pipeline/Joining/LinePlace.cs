namespace LogPair.Processor.Pipeline.Joining;

/// <summary>Where a line begins.</summary>
/// <param name="Offset">Bytes from the start of the segment.</param>
/// <param name="Number">Lines of the same read before it.</param>
internal readonly record struct LinePlace(long Offset, int Number);
