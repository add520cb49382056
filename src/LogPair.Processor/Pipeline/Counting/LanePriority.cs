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

    /// <summary>Lowers that of the calling thread, for good.</summary>
    public static void Lower()
    {
        // No privilege is needed to lower it; and nothing depends on it.
        if (OperatingSystem.IsLinux()) _ = Nice(Niceness);
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int increment);
}
