namespace LogPair.Processor.Discovery;

/// <summary>Looks at the directories: what is there now is the truth, whatever events said.</summary>
internal sealed class VolumeScanner
{
    private readonly IReadOnlyList<FileGlob> _inputs;

    public VolumeScanner(IReadOnlyList<FileGlob> inputs)
    {
        _inputs = inputs;
    }

    /// <summary>Directories that the last scan could not list, and why.</summary>
    public IReadOnlyDictionary<string, string> Unlisted { get; private set; } = new Dictionary<string, string>();

    /// <summary>Every file that matches an input now. A file that matches two belongs to the first.</summary>
    /// <remarks>
    /// Files with several names appear once. Symbolic links, pipes and devices are reported, not opened.
    /// </remarks>
    public IReadOnlyList<DiscoveredFile> Scan()
    {
        var found = new List<DiscoveredFile>();
        var seen = new HashSet<FileIdentity>();
        var unlisted = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var input = 0; input < _inputs.Count; input++)
        {
            foreach (var path in _inputs[input].Expand((directory, reason) => unlisted[directory] = reason))
            {
                if (!FileSystemFacts.TryGet(path, out var facts) || !seen.Add(facts.Identity)) continue;
                found.Add(new DiscoveredFile(path, facts, input));
            }
        }

        Unlisted = unlisted;
        return found;
    }

    /// <summary>The directories that are looked at and do not exist.</summary>
    public IEnumerable<string> MissingRoots() =>
        _inputs.Select(input => input.Root).Distinct().Where(root => !Directory.Exists(root));
}
