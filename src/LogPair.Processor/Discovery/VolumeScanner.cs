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

    /// <summary>Every file that belongs to an input now. A file that belongs to two is the first one's.</summary>
    /// <remarks>Symbolic links, pipes and devices are reported, not opened.</remarks>
    public VolumeListing Scan()
    {
        var files = new List<DiscoveredFile>();
        var seals = new List<DiscoveredFile>();
        var seen = new HashSet<FileIdentity>();
        var unlisted = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var input = 0; input < _inputs.Count; input++)
        {
            foreach (var entry in _inputs[input].List((directory, reason) => unlisted[directory] = reason))
            {
                if (!FileSystemFacts.TryGet(entry.Path, out var facts) || !seen.Add(facts.Identity)) continue;
                (entry.Role == EntryRole.Seal ? seals : files).Add(new DiscoveredFile(entry, facts, input));
            }
        }

        Unlisted = unlisted;
        return new VolumeListing(files, seals);
    }

    /// <summary>The directories that are looked at and do not exist.</summary>
    public IEnumerable<string> MissingRoots() =>
        _inputs.Select(input => input.Root).Distinct().Where(root => !Directory.Exists(root));
}
