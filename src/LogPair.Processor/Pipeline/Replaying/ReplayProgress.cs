namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>How far a replay is.</summary>
/// <param name="BytesRead">Counted so far, over all files.</param>
/// <param name="BytesTotal">Sizes of all files at the start.</param>
internal readonly record struct ReplayProgress(long BytesRead, long BytesTotal);
