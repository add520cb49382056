using System.Runtime.InteropServices;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>What catches up with a backlog leaves the processor to what somebody waits for: scrapes, probes.</summary>
/// <remarks>
/// On Linux each thread has a nice value of its own, and .NET's priorities of threads do nothing. It only counts among
/// the threads that compete within a container, and where a processor is free it costs nothing.
/// </remarks>
internal static partial class LanePriority
{
    // A third of the share of a thread with the usual value. Source: sched_prio_to_weight in the kernel's sched/core.c.
    private const int Niceness = 5;
    private const int MostNiceness = 19;

    // Source: getpriority(2). On Linux "process" means a thread, and 0 the calling one.
    private const int OfProcess = 0;
    private const int Self = 0;

    /// <summary>Lowers that of the calling thread, for good: below that of the first thread, however often.</summary>
    public static void Lower()
    {
        if (!OperatingSystem.IsLinux()) return;

        // No privilege is needed to lower it; and nothing depends on it.
        var usual = GetPriority(OfProcess, Environment.ProcessId);
        _ = SetPriority(OfProcess, Self, Math.Min(usual + Niceness, MostNiceness));
    }

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
