using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>CPU time of another process's threads. Source: the kernel's documentation of sched-stats.</summary>
internal static class ProcessThreads
{
    /// <summary>Of the thread that took most: with enough cores, nothing can be faster than that.</summary>
    public static TimeSpan Busiest(int processId) =>
        Directory.EnumerateDirectories($"/proc/{processId}/task").Max(thread => Cpu(Path.Combine(thread, "schedstat")));

    /// <summary>The first number is the time on a processor, in nanoseconds.</summary>
    public static TimeSpan Parse(string schedstat)
    {
        var nanoseconds = long.Parse(schedstat.Split(' ')[0], CultureInfo.InvariantCulture);
        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    private static TimeSpan Cpu(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            // The thread has ended
            return TimeSpan.Zero;
        }
    }
}
