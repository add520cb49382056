using System.Runtime.InteropServices;

namespace LogPair.Host.Doctor.Machine;

/// <summary>How much room a file system has.</summary>
/// <param name="Bytes">In all.</param>
/// <param name="FreeBytes">For a user without privileges.</param>
/// <param name="Inodes">Files that it can hold in all; 0 where it sets no limit.</param>
/// <param name="FreeInodes">Those that it can hold yet.</param>
internal sealed partial record VolumeSpace(long Bytes, long FreeBytes, long Inodes, long FreeInodes)
{
    /// <param name="path">Of anything on it.</param>
    /// <returns>Null where the system does not tell.</returns>
    public static VolumeSpace? Of(string path) =>
        OperatingSystem.IsLinux() && StatVfs(path, out var stat) == 0
            ? new VolumeSpace(
                Size(stat.Blocks, stat.FragmentBytes), Size(stat.AvailableBlocks, stat.FragmentBytes),
                Size(stat.Files, 1), Size(stat.AvailableFiles, 1))
            : null;

    private static long Size(ulong count, ulong unit) => (long)UInt128.Min(long.MaxValue, count * (UInt128)unit);

    [LibraryImport("libc", EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatVfs(string path, out StatVfsBuffer buffer);

    /// <summary>Source: statvfs(3), <c>struct statvfs</c> on 64-bit systems; only the members used here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatVfsBuffer
    {
        [FieldOffset(8)] public ulong FragmentBytes;
        [FieldOffset(16)] public ulong Blocks;
        [FieldOffset(32)] public ulong AvailableBlocks;
        [FieldOffset(40)] public ulong Files;
        [FieldOffset(56)] public ulong AvailableFiles;
    }
}
