using LogPair.Contract;

namespace LogPair.Generator.Segments;

/// <summary>The segments of one stream in its directory.</summary>
internal sealed class SegmentDirectory(string path, string stream)
{
    public string Path => path;

    /// <summary>Makes the directory if it is missing, passable by the group whatever the umask.</summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public void Ensure()
    {
        if (Directory.Exists(path)) return;

        Directory.CreateDirectory(path);
        if (OperatingSystem.IsWindows()) return;

        // Added to what is there, so that an inherited set-group-id bit stays.
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    /// <summary>The first sequence after all that a segment or a seal of this period bears.</summary>
    /// <remarks>Two processes may get the same answer; creating the file decides who has it.</remarks>
    /// <exception cref="IOException"/>
    public SegmentName NextName(SegmentPeriod period)
    {
        var next = 0;
        foreach (var file in Files($"{stream}{period}*").Where(file => file.Name.Period == period))
            next = Math.Max(next, file.Name.Sequence + 1);

        return next <= SegmentName.MaxSequence
            ? new SegmentName(stream, period, next)
            : throw new IOException(
                $"{path} has used up the names of stream {stream} for period {period}. Roll less often.");
    }

    /// <summary>Segments without a seal, oldest first.</summary>
    /// <exception cref="IOException"/>
    public IReadOnlyList<SegmentName> Unsealed()
    {
        // Each name comes once for the segment and once for its seal.
        var once = Files().GroupBy(file => file.Name)
            .Where(files => files.Count() == 1).Select(files => files.Single());
        return [.. once.Where(file => !file.IsSeal).Select(file => file.Name).Order()];
    }

    /// <summary>Every segment and every seal of the stream, in no particular order.</summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    /// <remarks>
    /// A pipe that somebody has put there would be waited for by whoever opened it, so only regular files are any.
    /// </remarks>
    public IEnumerable<(SegmentName Name, bool IsSeal, long Bytes)> Files() => Files($"{stream}*").Where(file =>
        UntrustedFile.IsRegular(file.IsSeal ? VolumeLayout.SealOf(PathOf(file.Name)) : PathOf(file.Name)));

    public string PathOf(SegmentName name) => System.IO.Path.Combine(path, name.ToString());

    private IEnumerable<(SegmentName Name, bool IsSeal, long Bytes)> Files(string pattern)
    {
        foreach (var file in new DirectoryInfo(path).EnumerateFiles(pattern))
        {
            var fileName = file.Name.AsSpan();
            var isSeal = fileName.EndsWith(VolumeLayout.SealSuffix, StringComparison.Ordinal);
            if (isSeal) fileName = fileName[..^VolumeLayout.SealSuffix.Length];
            if (!SegmentName.TryParse(fileName, out var name) || name.Stream != stream) continue;

            // Somebody may have deleted it since it was listed.
            yield return (name, isSeal, file.Exists ? file.Length : 0);
        }
    }
}
