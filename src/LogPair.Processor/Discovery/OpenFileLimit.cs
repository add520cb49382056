using System.Runtime.InteropServices;

namespace LogPair.Processor.Discovery;

/// <summary>How many segments may be open at once, so that file handles are left for everything else.</summary>
internal static partial class OpenFileLimit
{
    // Sockets of scrapes, watchers, the checkpoint, the runtime.
    private const int Reserved = 100;
    private const int Least = 16;

    // Each takes some 4 KiB of memory besides its handle.
    private const int Most = 4096;

    private const int NoFile = 7;

    /// <summary>From RLIMIT_NOFILE, which .NET raises to what is allowed when it starts.</summary>
    public static int Segments { get; } = Find();

    private static int Find() =>
        OperatingSystem.IsLinux() && GetRLimit(NoFile, out var limit) == 0
            ? (int)Math.Clamp((long)Math.Min(limit.Current, int.MaxValue) - Reserved, Least, Most)
            : Least;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetRLimit(int resource, out RLimit limit);

    /// <summary>Source: getrlimit(2), <c>struct rlimit</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RLimit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
