using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>
/// statx(2): identity and size of a file, with its birth time, which .NET does not give for open files.
/// </summary>
/// <remarks>Used rather than stat(2) because its structure is the same on every processor architecture.</remarks>
internal static partial class LinuxStat
{
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const uint BirthTime = 0x800;
    private const ushort TypeMask = 0xf000;

    // Owner, and who else may write. Source: stat(2).
    private const ushort WritableByOthers = 0x12;
    private const ushort Sticky = 0x200;
    private const ushort PermissionMask = 0x1ff;

    public static bool TryGet(string path, out FileFacts facts)
    {
        var found = StatX(AtFdCwd, path, AtSymlinkNoFollow, BasicStats | BirthTime, out var stat) == 0;
        facts = found ? ToFacts(stat) : default;
        return found;
    }

    /// <param name="directory">Open.</param>
    /// <param name="name">In it; ends in a zero byte.</param>
    /// <param name="facts">Of whatever has the name; a link is not followed.</param>
    public static unsafe bool TryGet(SafeFileHandle directory, byte* name, out FileFacts facts)
    {
        var found = StatX(directory, name, AtSymlinkNoFollow, BasicStats | BirthTime, out var stat) == 0;
        facts = found ? ToFacts(stat) : default;
        return found;
    }

    /// <exception cref="IOException">The file system does not answer.</exception>
    public static FileFacts Get(SafeFileHandle file)
    {
        if (StatX(file, "", AtEmptyPath, BasicStats | BirthTime, out var stat) == 0) return ToFacts(stat);

        var error = Marshal.GetLastPInvokeError();
        throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    /// <summary>Who can change what a name in a directory leads to.</summary>
    /// <param name="file">A directory, or anything open.</param>
    /// <param name="name">In it; empty for itself.</param>
    public static Ownership? Ownership(SafeFileHandle file, string name)
    {
        var flags = name.Length == 0 ? AtEmptyPath : AtSymlinkNoFollow;
        if (StatX(file, name, flags, BasicStats, out var stat) != 0) return null;

        var mode = stat.Mode;
        return new Ownership(ToKind(mode), stat.Owner, (mode & WritableByOthers) != 0, (mode & Sticky) != 0);
    }

    /// <summary>Who a path belongs to; links are followed.</summary>
    public static bool TryGetRights(string path, out FileRights rights)
    {
        var found = StatX(AtFdCwd, path, flags: 0, BasicStats, out var stat) == 0;
        rights = found
            ? new FileRights(ToKind(stat.Mode), stat.Owner, stat.Group, (UnixFileMode)(stat.Mode & PermissionMask),
                (ulong)stat.DeviceMajor << 32 | stat.DeviceMinor, stat.Inode)
            : default;
        return found;
    }

    private static FileFacts ToFacts(in StatXBuffer stat)
    {
        var birth = (stat.Mask & BirthTime) == 0 ? 0 : Ticks(stat.BirthSeconds, stat.BirthNanoseconds);
        var identity = new FileIdentity((ulong)stat.DeviceMajor << 32 | stat.DeviceMinor, stat.Inode, birth);
        return new FileFacts(
            identity,
            (long)stat.Size,
            Ticks(stat.ModifiedSeconds, stat.ModifiedNanoseconds),
            (int)stat.LinkCount,
            ToKind(stat.Mode));
    }

    // Source: inode(7).
    private static FileKind ToKind(ushort mode) => (mode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0xa000 => FileKind.SymbolicLink,
        0x1000 => FileKind.Pipe,
        0xc000 => FileKind.Socket,
        0x2000 or 0x6000 => FileKind.Device,
        _ => FileKind.Unknown,
    };

    // Whoever owns a file sets its times as he likes: far beyond what there are ticks for.
    private static long Ticks(long seconds, uint nanoseconds) =>
        unchecked(DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + nanoseconds / 100);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle file, string path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int StatX(
        SafeFileHandle directory, byte* name, int flags, uint mask, out StatXBuffer buffer);

    /// <summary>Source: statx(2), <c>struct statx</c>; only the members used here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXBuffer
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(16)] public uint LinkCount;
        [FieldOffset(20)] public uint Owner;
        [FieldOffset(24)] public uint Group;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(80)] public long BirthSeconds;
        [FieldOffset(88)] public uint BirthNanoseconds;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
