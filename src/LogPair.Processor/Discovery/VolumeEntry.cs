using LogPair.Contract;

namespace LogPair.Processor.Discovery;

/// <summary>A name on the volume that belongs to a stream, as the name alone tells.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="LivePath">
/// The path before it was rolled, for a seal that of its segment; otherwise <paramref name="Path"/>.
/// </param>
/// <param name="Role">What it is.</param>
internal readonly record struct VolumeEntry(string Path, string LivePath, EntryRole Role)
{
    public static VolumeEntry Of(string path)
    {
        if (path.EndsWith(VolumeLayout.SealSuffix, StringComparison.Ordinal))
            return new VolumeEntry(path, path[..^VolumeLayout.SealSuffix.Length], EntryRole.Seal);

        var name = System.IO.Path.GetFileName(path.AsSpan());
        if (!RolledName.TryParse(name, out var live, out var isCompressed))
            return new VolumeEntry(path, path, EntryRole.Live);

        var livePath = string.Concat(path.AsSpan(0, path.Length - name.Length), live);
        return new VolumeEntry(path, livePath, isCompressed ? EntryRole.Compressed : EntryRole.Rolled);
    }
}
