namespace LogPair.Processor.Discovery;

/// <summary>A file that matches an input.</summary>
/// <param name="Entry">The name it has now.</param>
/// <param name="Facts">As they were when the directory was looked at.</param>
/// <param name="Input">Index of the first input that it matches.</param>
internal readonly record struct DiscoveredFile(VolumeEntry Entry, FileFacts Facts, int Input)
{
    /// <summary>Absolute.</summary>
    public string Path => Entry.Path;

    /// <summary>
    /// The directory, somewhere above it, below which a neighbour may do as he likes; null if only a person has named it.
    /// </summary>
    public string? Root { get; init; }
}
