using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>Asks the file system for <see cref="FileFacts"/>.</summary>
internal static class FileSystemFacts
{
    /// <summary>Facts of whatever has the name <paramref name="path"/>; a symbolic link is not followed.</summary>
    /// <returns>False if nothing has that name, or it may not be looked at.</returns>
    public static bool TryGet(string path, out FileFacts facts)
    {
        if (OperatingSystem.IsLinux()) return LinuxStat.TryGet(path, out facts);
        return TryGetPortable(path, out facts);
    }

    /// <summary>Facts of an open file.</summary>
    public static FileFacts Get(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsLinux()) return LinuxStat.Get(file);
        return TryGetPortable(path, out var facts)
            ? facts with { Size = RandomAccess.GetLength(file) }
            : new FileFacts(default, RandomAccess.GetLength(file), ModifiedTicks: 0, LinkCount: 0, FileKind.Regular);
    }

    // Off Linux, for a laptop: no inode is to be had, so a renamed file counts as a new one.
    [SuppressMessage("Design", "CA1031", Justification = "Any failure to look means that there is nothing to read")]
    private static bool TryGetPortable(string path, out FileFacts facts)
    {
        facts = default;
        var info = new FileInfo(path);
        if (!info.Exists || info.LinkTarget is not null) return false;

        var pathHash = (ulong)path.GetHashCode(StringComparison.Ordinal);
        facts = new FileFacts(
            new FileIdentity(0, pathHash, info.CreationTimeUtc.Ticks),
            info.Length,
            info.LastWriteTimeUtc.Ticks,
            LinkCount: 1,
            FileKind.Regular);
        return true;
    }
}
