namespace LogPair.Processor.Discovery;

/// <summary>Looks at the directories: what is there now is the truth, whatever events said.</summary>
internal sealed class VolumeScanner
{
    private readonly IReadOnlyList<FileGlob> _inputs;
    private readonly ScanLimits _limits;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(DirectoryEntries.BufferBytes, pinned: true);

    public VolumeScanner(IReadOnlyList<FileGlob> inputs, ScanLimits? limits = null)
    {
        _inputs = inputs;
        _limits = limits ?? ScanLimits.Default;
    }

    public ScanLimits Limits => _limits;

    /// <summary>Directories that the last scan could not list, and why.</summary>
    public IReadOnlyDictionary<string, string> Unlisted { get; private set; } = new Dictionary<string, string>();

    /// <summary>Directories that inputs name and that did not exist at the last scan.</summary>
    public IReadOnlyCollection<string> Missing { get; private set; } = [];

    /// <summary>Every file that belongs to an input now.</summary>
    /// <param name="admission">By input.</param>
    /// <param name="nameOf">The name by which a file is known; null if it is not.</param>
    /// <remarks>
    /// A file that belongs to two inputs is the first one's. Of several names of one file, the one counts by which it is
    /// known, so that a neighbour cannot take a file over with a hard link.
    /// </remarks>
    public VolumeListing Scan(Func<int, Admission> admission, Func<FileIdentity, string?> nameOf)
    {
        var files = new List<DiscoveredFile>();
        var seals = new List<DiscoveredFile>();
        var refused = new List<RefusedEntry>();
        var seen = new Dictionary<FileIdentity, int>();
        var unlisted = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        var uncertain = new HashSet<string>(StringComparer.Ordinal);
        for (var input = 0; input < _inputs.Count; input++)
        {
            var scan = Look(input, admission(input));
            foreach (var file in scan.Files) Add(file, files, seen, nameOf);
            foreach (var seal in scan.Seals) Add(seal, seals, seen, nameOf);
            refused.AddRange(scan.Refused);
            foreach (var (directory, reason) in scan.Unlisted) unlisted[directory] = reason;
            if (scan.IsMissing && !missing.Contains(_inputs[input].Root)) missing.Add(_inputs[input].Root);
            if (!scan.IsComplete) uncertain.Add(_inputs[input].Root);
        }

        Unlisted = unlisted;
        Missing = missing;
        return new VolumeListing(files, seals) { Refused = refused, Uncertain = uncertain };
    }

    private GlobScan Look(int input, Admission admission)
    {
        var scan = new GlobScan(_inputs[input], input, _limits, admission);
        if (OperatingSystem.IsLinux()) scan.Run(_buffer);
        else scan.RunPortable();
        return scan;
    }

    private static void Add(
        in DiscoveredFile file, List<DiscoveredFile> files, Dictionary<FileIdentity, int> seen,
        Func<FileIdentity, string?> nameOf)
    {
        if (seen.TryAdd(file.Facts.Identity, files.Count)) files.Add(file);
        else if (file.Facts.LinkCount > 1 && seen[file.Facts.Identity] is var index && index < files.Count
            && files[index].Facts.Identity == file.Facts.Identity && files[index].Input == file.Input
            && nameOf(file.Facts.Identity) == file.Path)
            files[index] = file;
    }
}
