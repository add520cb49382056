using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LogPair.Benchmarks.Measuring;

/// <summary>CPU time of another process so far, of all its threads. Source: clock_getcpuclockid(3).</summary>
/// <remarks>In nanoseconds; <c>/proc/PID/stat</c> counts hundredths of a second, and idling takes less.</remarks>
internal static partial class ProcessCpu
{
    public static TimeSpan Of(int processId)
    {
        var error = GetClock(processId, out var clock);
        if (error != 0) throw new Win32Exception(error, $"Process {processId} has no clock.");
        if (GetTime(clock, out var time) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int GetClock(int processId, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Time time);

    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
