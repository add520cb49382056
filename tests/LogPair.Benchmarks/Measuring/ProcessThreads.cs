using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>CPU time of another process's threads. Source: the kernel's documentation of sched-stats.</summary>
internal static class ProcessThreads
{
    /// <summary>Of the thread that took most: with enough cores, nothing can be faster than that.</summary>
    public static TimeSpan Busiest(int processId) => All(processId).Max(thread => thread.Cpu);

    /// <summary>How long those that took most could have run and did not, because others had the processors.</summary>
    /// <param name="processId">Whose threads.</param>
    /// <param name="threads">How many of them; the mean of their waits is taken.</param>
    /// <remarks>A wait is known when the thread runs again.</remarks>
    public static TimeSpan BusiestWaited(int processId, int threads)
    {
        var busiest = All(processId).OrderByDescending(thread => thread.Cpu).Take(threads);
        return TimeSpan.FromTicks((long)busiest.Average(thread => thread.Waited.Ticks));
    }

    /// <summary>The first number is the time on a processor, the second that of waiting for one; nanoseconds.</summary>
    public static (TimeSpan Cpu, TimeSpan Waited) Parse(string schedstat)
    {
        var numbers = schedstat.Split(' ');
        return (Time(numbers[0]), Time(numbers[1]));
    }

    private static IEnumerable<(TimeSpan Cpu, TimeSpan Waited)> All(int processId) =>
        Directory.EnumerateDirectories($"/proc/{processId}/task")
            .Select(thread => Read(Path.Combine(thread, "schedstat")));

    private static (TimeSpan Cpu, TimeSpan Waited) Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            // The thread has ended
            return default;
        }
    }

    private static TimeSpan Time(string nanoseconds) =>
        TimeSpan.FromTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
}
