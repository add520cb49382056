
namespace LogPair.Generator.Segments;

/// <summary>How files and volumes are measured.</summary>
internal static class DiskSpace
{
    /// <summary>
    /// What the smallest file takes. The kubelet measures an emptyDir in blocks, and 4 KiB is the block of ext4, XFS
    /// and tmpfs.
    /// </summary>
    public const long BlockBytes = 4096;

    /// <summary>Bytes that a file of this length takes.</summary>
    public static long Of(long length) => (length + BlockBytes - 1) / BlockBytes * BlockBytes;

    /// <summary>
    /// What the stream could fill: free space of its file system, and what it has there already, so that a restart
    /// does not shrink it.
    /// </summary>
    /// <exception cref="IOException">The file system does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system does not tell.</exception>
    public static long Within(string directory, string stream)
    {
        var existing = directory;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) existing = parent;

        var free = new DriveInfo(existing).AvailableFreeSpace;
        if (existing != directory) return free;

        foreach (var file in new SegmentDirectory(directory, stream).Files()) free += Of(file.Bytes);
        return free;
    }
}
