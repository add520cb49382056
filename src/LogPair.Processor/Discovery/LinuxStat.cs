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
    private const ushort RegularFile = 0x8000;

    public static bool TryGet(string path, out FileFacts facts)
    {
        var found = StatX(AtFdCwd, path, AtSymlinkNoFollow, BasicStats | BirthTime, out var stat) == 0;
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

    private static FileFacts ToFacts(in StatXBuffer stat)
    {
        var birth = (stat.Mask & BirthTime) == 0 ? 0 : Ticks(stat.BirthSeconds, stat.BirthNanoseconds);
        var identity = new FileIdentity((ulong)stat.DeviceMajor << 32 | stat.DeviceMinor, stat.Inode, birth);
        return new FileFacts(
            identity,
            (long)stat.Size,
            Ticks(stat.ModifiedSeconds, stat.ModifiedNanoseconds),
            (int)stat.LinkCount,
            (stat.Mode & TypeMask) == RegularFile);
    }

    private static long Ticks(long seconds, uint nanoseconds) =>
        DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + nanoseconds / 100;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle file, string path, int flags, uint mask, out StatXBuffer buffer);

    /// <summary>Source: statx(2), <c>struct statx</c>; only the members used here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXBuffer
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(16)] public uint LinkCount;
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
