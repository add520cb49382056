namespace LogPair.Processor.Discovery;

/// <summary>Something below an input that is not read.</summary>
/// <param name="Path">Absolute; what would not be safe to show is escaped.</param>
/// <param name="Facts">As they were when the directory was looked at.</param>
/// <param name="Input">Index of the input.</param>
/// <param name="Refusal">Why.</param>
/// <param name="IsFile">Whether it has the name of a file of the input.</param>
/// <param name="Count">How many there are: of what is too many, there is one entry for all.</param>
internal readonly record struct RefusedEntry(
    string Path, FileFacts Facts, int Input, Refusal Refusal, bool IsFile, int Count = 1);
