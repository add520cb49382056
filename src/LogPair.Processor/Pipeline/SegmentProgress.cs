namespace LogPair.Processor.Pipeline;

/// <summary>How far one segment is counted.</summary>
/// <param name="Path">Its name when this was committed; for people and acknowledgements, never for identity.</param>
/// <param name="Offset">Bytes from the start to the first byte not yet counted; always just past a line feed.</param>
/// <param name="LastEventTicks">UTC ticks of the last event that was counted and had a time; 0 if none.</param>
internal readonly record struct SegmentProgress(string Path, long Offset, long LastEventTicks);
