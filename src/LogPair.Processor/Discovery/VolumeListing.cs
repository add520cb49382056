namespace LogPair.Processor.Discovery;

/// <summary>What one scan found.</summary>
/// <param name="Files">Segments, rolled or not. A file with several names appears once.</param>
/// <param name="Seals">Seals of segments, whether or not the segment is there.</param>
internal sealed record VolumeListing(IReadOnlyList<DiscoveredFile> Files, IReadOnlyList<DiscoveredFile> Seals)
{
    /// <summary>What matches an input and is not to be opened.</summary>
    public IReadOnlyList<RefusedEntry> Refused { get; init; } = [];

    /// <summary>Directories of inputs that could not be looked at wholly.</summary>
    public IReadOnlyCollection<string> Uncertain { get; init; } = [];

    /// <summary>Whether a file that was not found may be there nevertheless.</summary>
    public bool MayBeThere(string path)
    {
        foreach (var root in Uncertain)
        {
            if (path.StartsWith(root, StringComparison.Ordinal)
                && (root.EndsWith('/') || path.Length == root.Length || path[root.Length] == '/')) return true;
        }

        return false;
    }
}
