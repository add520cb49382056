namespace LogPair.Host.Doctor.Machine;

/// <summary>File events that a user may ask for, and those that are asked for.</summary>
/// <param name="MaxInstances">Of a user; null where the kernel does not tell.</param>
/// <param name="MaxWatches">The same.</param>
/// <param name="Instances">Of this user's processes that can be seen.</param>
/// <param name="Watches">The same.</param>
internal sealed record InotifyUse(long? MaxInstances, long? MaxWatches, int Instances, int Watches)
{
    private const string Instance = "anon_inode:inotify";

    /// <summary>Source: inotify(7), and proc_pid_fdinfo(5).</summary>
    /// <param name="system">To be read.</param>
    /// <param name="user">Whose processes are counted.</param>
    public static InotifyUse Read(SystemFiles system, uint user)
    {
        int instances = 0, watches = 0;
        // Not our own: the watch of the probe may still be on its way out.
        var others = system.Processes()
            .Where(process => process != Environment.ProcessId && OwnerOf(system, process) == user);
        foreach (var process in others)
        {
            foreach (var open in system.List($"proc/{process}/fd").Where(IsInstance))
            {
                instances++;
                watches += CountWatches(system.TryRead($"proc/{process}/fdinfo/{Path.GetFileName(open)}"));
            }
        }

        return new InotifyUse(
            Least(system, "proc/sys/fs/inotify/max_user_instances", "proc/sys/user/max_inotify_instances"),
            Least(system, "proc/sys/fs/inotify/max_user_watches", "proc/sys/user/max_inotify_watches"),
            instances, watches);
    }

    // The second of them is that of the user namespace.
    private static long? Least(SystemFiles system, string all, string here) =>
        (system.TryReadNumber(all), system.TryReadNumber(here)) is ({ } most, { } own)
            ? Math.Min(most, own)
            : system.TryReadNumber(all);

    private static uint? OwnerOf(SystemFiles system, int process) =>
        system.ReadTable($"proc/{process}/status").TryGetValue("Uid", out var ids)
        && uint.TryParse(ids.Split('\t', ' ')[0], out var user)
            ? user
            : null;

    private static bool IsInstance(string path)
    {
        try
        {
            // The link leads nowhere: what it says is what the file is.
            return new FileInfo(path).LinkTarget is { } target
                && (target == Instance || target.EndsWith("/" + Instance, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int CountWatches(string? text) =>
        (text ?? "").Split('\n').Count(line => line.StartsWith("inotify wd:", StringComparison.Ordinal));
}
