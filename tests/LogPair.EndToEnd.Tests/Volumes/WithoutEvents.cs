namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>A user namespace whose inotify limits are so low that no file event can ever arrive.</summary>
internal static class WithoutEvents
{
    /// <summary>No inotify instance is to be had: making a watcher fails.</summary>
    public const string Instances = "max_inotify_instances";

    /// <summary>No watch is to be had: a watcher is made, and fails a little later.</summary>
    public const string Watches = "max_inotify_watches";

    /// <summary>A command that becomes what follows it. Where there is none, the test is skipped.</summary>
    public static async Task<IReadOnlyList<string>> WrapperAsync(string limit, CancellationToken cancel)
    {
        var script = $"echo 0 >/proc/sys/user/{limit} && exec \"$@\"";
        IReadOnlyList<string> wrapper = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"];
        var tried = await Tool.TryRunAsync(wrapper[0], [.. wrapper.Skip(1), "true"], cancel);
        Requirement.Check(tried is { ExitCode: 0 }
            ? null
            : $"User namespaces with inotify limits are not to be had here (util-linux): {tried?.Error.Trim()}");
        return wrapper;
    }
}
