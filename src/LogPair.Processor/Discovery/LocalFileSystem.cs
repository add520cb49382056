namespace LogPair.Processor.Discovery;

/// <summary>File systems whose every write goes through this kernel, which therefore tells of each.</summary>
internal static class LocalFileSystem
{
    // Those that volumes of containers are made of. Others may be local, too, and are found out by what they do: one
    // that is overlaid hides what is written below it, and FUSE, 9p and virtiofs have another kernel behind them.
    private static readonly string[] Formats = ["ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "zfs"];

    /// <param name="directory">Need not exist, but then nothing is known of it.</param>
    public static bool Holds(string directory)
    {
        try
        {
            return Formats.Contains(new DriveInfo(directory).DriveFormat, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
