namespace LogPair.Processor.Pipeline;

/// <summary>How far one segment is counted.</summary>
/// <param name="Path">Its name when last seen.</param>
/// <param name="Size">Bytes when last looked at.</param>
/// <param name="CountedOffset">Bytes counted.</param>
internal sealed record SegmentStatus(string Path, long Size, long CountedOffset);
