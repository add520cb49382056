using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;

namespace LogPair.Host.Doctor;

/// <summary>One look at the logs, exactly as the processor looks at them.</summary>
internal sealed class VolumeLook
{
    private VolumeLook(IReadOnlyList<FileGlob> inputs, VolumeListing listing, VolumeScanner scanner)
    {
        Inputs = inputs;
        Listing = listing;
        Missing = scanner.Missing;
        Unlisted = scanner.Unlisted;
        Unreadable =
            [.. listing.Files.Select(file => (file, Refusal: TryOpen(file))).Where(file => file.Refusal is not null)
            .Select(file => (file.file, file.Refusal!.Value))];
    }

    public IReadOnlyList<FileGlob> Inputs { get; }

    public VolumeListing Listing { get; }

    /// <summary>Directories that do not exist.</summary>
    public IReadOnlyCollection<string> Missing { get; }

    /// <summary>Directories that cannot be looked into, and why.</summary>
    public IReadOnlyDictionary<string, string> Unlisted { get; }

    /// <summary>Files that match and cannot be opened, and why.</summary>
    public IReadOnlyList<(DiscoveredFile File, Refusal Refusal)> Unreadable { get; }

    /// <summary>The directories that inputs name and that are there.</summary>
    public IEnumerable<string> Roots => Inputs.Select(input => input.Root).Distinct(StringComparer.Ordinal)
        .Where(Directory.Exists);

    /// <summary>Files that can be read, the one that was changed last first.</summary>
    public IEnumerable<DiscoveredFile> NewestFirst => Listing.Files
        .Except(Unreadable.Select(each => each.File))
        .OrderByDescending(file => file.Facts.ModifiedTicks);

    /// <param name="logs">Directories or globs.</param>
    public static VolumeLook At(IReadOnlyList<string> logs)
    {
        var inputs = logs.Select(FileGlob.Parse).ToList();
        var scanner = new VolumeScanner(inputs);
        var listing = scanner.Scan(_ => Admission.Of(scanner.Limits.Files), _ => null);
        return new VolumeLook(inputs, listing, scanner);
    }

    private static Refusal? TryOpen(in DiscoveredFile file)
    {
        if (!SegmentFile.TryOpen(file, out var opened, out var refusal)) return refusal;

        opened.Dispose();
        return null;
    }
}
