namespace LogPair.Processor.Tailing;

/// <summary>A place in a segment, and the hash of the bytes just before it.</summary>
/// <param name="Offset">Bytes from the start.</param>
/// <param name="Length">Bytes before the offset that the hash covers; at most <see cref="Fingerprint.MaxBytes"/>.</param>
/// <param name="Hash">XxHash3, 64 bits.</param>
internal readonly record struct ContentMark(long Offset, int Length, ulong Hash);
