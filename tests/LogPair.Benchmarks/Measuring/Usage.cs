using System.Diagnostics;

namespace LogPair.Benchmarks.Measuring;

/// <summary>What a process used up.</summary>
/// <param name="User">CPU time in its own code.</param>
/// <param name="System">CPU time in the kernel for it.</param>
/// <param name="Wall">Time on the clock.</param>
internal readonly record struct Usage(TimeSpan User, TimeSpan System, TimeSpan Wall)
{
    public TimeSpan Cpu => User + System;

    public static Usage OfThisProcess() => Read(ResourceUsage.Self);

    /// <summary>Of all child processes that have ended.</summary>
    public static Usage OfChildren() => Read(ResourceUsage.Children);

    public static Usage operator -(Usage after, Usage before)
    {
        return new(after.User - before.User, after.System - before.System, after.Wall - before.Wall);
    }

    public static Usage operator /(Usage usage, double parts) =>
        new(usage.User / parts, usage.System / parts, usage.Wall / parts);

    private static Usage Read(int who)
    {
        var usage = ResourceUsage.Get(who);
        return new(usage.User, usage.System, Stopwatch.GetElapsedTime(0));
    }
}
