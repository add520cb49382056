using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogPair.Benchmarks.Measuring;

/// <summary><c>struct rusage</c> of Linux on 64 bits. Source: getrusage(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal partial struct ResourceUsage
{
    public const int Self = 0;
    public const int Children = -1;

    private readonly long _userSeconds;
    private readonly long _userMicroseconds;
    private readonly long _systemSeconds;
    private readonly long _systemMicroseconds;
    private readonly Rest _rest;

    public readonly TimeSpan User => TimeSpan.FromSeconds(_userSeconds) + TimeSpan.FromMicroseconds(_userMicroseconds);

    public readonly TimeSpan System =>
        TimeSpan.FromSeconds(_systemSeconds) + TimeSpan.FromMicroseconds(_systemMicroseconds);

    public static ResourceUsage Get(int who)
    {
        if (GetResourceUsage(who, out var usage) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return usage;
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary>Numbers not asked for. On the largest resident set see <see cref="ProcessMemory"/>.</summary>
    [InlineArray(14)]
    private struct Rest
    {
        private long _first;
    }
}
