namespace LogPair.Host.Doctor.Machine;

/// <summary>What the container may use and does use.</summary>
/// <remarks>Source: the kernel's admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst.</remarks>
internal sealed record ControlGroup
{
    // What version 1 writes where there is no limit is near the greatest number there is.
    private const long NoLimit = long.MaxValue / 2;

    /// <summary>Bytes; null for no limit.</summary>
    public long? MemoryLimit { get; private init; }

    /// <summary>Bytes, without those of files that the kernel gives back when it needs memory.</summary>
    public long? MemoryUse { get; private init; }

    /// <summary>How often a process of the group was killed because memory ran out.</summary>
    public long MemoryKills { get; private init; }

    /// <summary>Processors; null for no limit.</summary>
    public double? CpuLimit { get; private init; }

    /// <summary>Periods in which the group ran.</summary>
    public long Periods { get; private init; }

    /// <summary>Those in which it had to stop, because its share was used up.</summary>
    public long ThrottledPeriods { get; private init; }

    public static ControlGroup Read(SystemFiles system)
    {
        var paths = (system.TryRead("proc/self/cgroup") ?? "").Split('\n')
            .Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToList();
        var own = paths.FirstOrDefault(parts => parts[1].Length == 0)?[2] ?? "/";
        return system.TryRead("sys/fs/cgroup/cgroup.controllers") is not null
            ? ReadUnified(system, own)
            : ReadFirstVersion(system, PathOf(paths, "memory"), PathOf(paths, "cpu"));
    }

    private static ControlGroup ReadUnified(SystemFiles system, string path)
    {
        var (memory, limit) = Tightest(system, "sys/fs/cgroup", path, "memory.max");
        var (cpu, quota) = Up("sys/fs/cgroup", path)
            .Select(directory => (directory, Quota(system.TryRead($"{directory}/cpu.max"))))
            .Where(each => each.Item2 is not null).MinBy(each => each.Item2);
        cpu ??= Up("sys/fs/cgroup", path).First();
        var statistics = system.ReadTable($"{memory}/memory.stat");
        return new ControlGroup
        {
            MemoryLimit = limit,
            MemoryUse = system.TryReadNumber($"{memory}/memory.current") - Number(statistics, "inactive_file"),
            MemoryKills = Number(system.ReadTable($"{memory}/memory.events"), "oom_kill"),
            CpuLimit = quota,
            Periods = Number(system.ReadTable($"{cpu}/cpu.stat"), "nr_periods"),
            ThrottledPeriods = Number(system.ReadTable($"{cpu}/cpu.stat"), "nr_throttled"),
        };
    }

    private static ControlGroup ReadFirstVersion(SystemFiles system, string memoryPath, string cpuPath)
    {
        var (memory, limit) = Tightest(system, "sys/fs/cgroup/memory", memoryPath, "memory.limit_in_bytes");
        var cpu = Up("sys/fs/cgroup/cpu", cpuPath)
            .FirstOrDefault(directory => system.TryRead($"{directory}/cpu.stat") is not null)
            ?? "sys/fs/cgroup/cpu";
        var quota = system.TryReadNumber($"{cpu}/cpu.cfs_quota_us");
        var period = system.TryReadNumber($"{cpu}/cpu.cfs_period_us");
        var statistics = system.ReadTable($"{memory}/memory.stat");
        return new ControlGroup
        {
            MemoryLimit = limit,
            MemoryUse = system.TryReadNumber($"{memory}/memory.usage_in_bytes")
                - Number(statistics, "total_inactive_file"),
            MemoryKills = Number(system.ReadTable($"{memory}/memory.oom_control"), "oom_kill"),
            CpuLimit = quota is > 0 && period is > 0 ? (double)quota / period : null,
            Periods = Number(system.ReadTable($"{cpu}/cpu.stat"), "nr_periods"),
            ThrottledPeriods = Number(system.ReadTable($"{cpu}/cpu.stat"), "nr_throttled"),
        };
    }

    /// <summary>The group with the least limit among our own and those that hold it.</summary>
    private static (string Directory, long? Limit) Tightest(SystemFiles system, string root, string path, string file)
    {
        var limits = Up(root, path).Select(directory => (directory, Limit: system.TryReadNumber($"{directory}/{file}")))
            .Where(each => each.Limit < NoLimit).ToList();
        return limits.Count > 0 ? limits.MinBy(each => each.Limit) : (Up(root, path).First(), null);
    }

    // In a container, the mount shows our own group at its root, whatever our path is called outside.
    private static IEnumerable<string> Up(string root, string path)
    {
        for (var rest = path.Trim('/'); rest.Length > 0; rest = Path.GetDirectoryName(rest) ?? "")
            yield return $"{root}/{rest}";
        yield return root;
    }

    private static string PathOf(List<string[]> paths, string controller) =>
        paths.FirstOrDefault(parts => parts[1].Split(',').Contains(controller))?[2] ?? "/";

    private static double? Quota(string? text) =>
        text?.Split(' ') is [var quota, var period] && long.TryParse(quota, out var time)
            && long.TryParse(period, out var of) && of > 0
            ? (double)time / of
            : null;

    private static long Number(IReadOnlyDictionary<string, string> table, string name) =>
        long.TryParse(table.GetValueOrDefault(name), out var number) ? number : 0;
}
