namespace LogPair.Processor.Discovery;

/// <summary>A file that matches an input.</summary>
/// <param name="Path">Absolute; the name it has now.</param>
/// <param name="Facts">As they were when the directory was looked at.</param>
/// <param name="Input">Index of the first input that it matches.</param>
internal readonly record struct DiscoveredFile(string Path, FileFacts Facts, int Input);
