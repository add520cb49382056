namespace LogPair.Processor.Pipeline.Following;

/// <summary>A file that is there and is not read yet.</summary>
/// <param name="Stream">It belongs to.</param>
/// <param name="Bytes">It holds as far as that is known; of a compressed one, of what is in it.</param>
internal readonly record struct WaitingFile(string Stream, long Bytes);
