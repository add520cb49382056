namespace LogPair.Processor.Discovery;

/// <summary>What one scan found.</summary>
/// <param name="Files">Segments, rolled or not. A file with several names appears once.</param>
/// <param name="Seals">Seals of segments, whether or not the segment is there.</param>
internal sealed record VolumeListing(IReadOnlyList<DiscoveredFile> Files, IReadOnlyList<DiscoveredFile> Seals);
