using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>
/// A file system of its own, mounted for one test. Where that is not permitted, the test is skipped, loudly.
/// </summary>
internal sealed class Mount : IAsyncDisposable
{
    private readonly string _path;

    private Mount(string path) => _path = path;

    /// <param name="path">Mount point; made if it is missing.</param>
    /// <param name="options">As for <c>mount -o</c>: <c>size=1m</c>.</param>
    public static Task<Mount> TmpfsAsync(string path, string options, CancellationToken cancel) =>
        MountAsync(path, ["-t", "tmpfs", "-o", options, "tmpfs"], cancel);

    /// <summary>On a loop device; goes read-only by itself when it finds an error, as a node's disk does.</summary>
    public static async Task<Mount> Ext4Async(string path, TempVolume volume, CancellationToken cancel)
    {
        var image = volume["ext4.img"];
        await using (var file = File.Create(image)) file.SetLength(16 << 20);
        var made = await Tool.TryRunAsync("mkfs.ext4", ["-q", "-O", "^has_journal", image], cancel);
        Requirement.Check(made is { ExitCode: 0 } ? null : $"There is no working mkfs.ext4 (e2fsprogs): {made?.Error}");
        return await MountAsync(path, ["-o", "loop,errors=remount-ro", image], cancel);
    }

    public Task RemountAsync(string options, CancellationToken cancel) =>
        Tool.RunAsync("mount", ["-o", $"remount,{options}", _path], cancel);

    /// <summary>Has an ext4 find an error, so that it is read-only although files are open.</summary>
    public async Task FailAsync(CancellationToken cancel)
    {
        var device = (await Tool.RunAsync("findmnt", ["-no", "SOURCE", _path], cancel)).Trim();
        var trigger = $"/sys/fs/ext4/{Path.GetFileName(device)}/trigger_fs_error";
        Requirement.Check(File.Exists(trigger) ? null : $"This kernel has no {trigger}.");
        await File.WriteAllTextAsync(trigger, "1", cancel);
    }

    public async ValueTask DisposeAsync() =>
        await Tool.TryRunAsync("umount", ["-l", _path], CancellationToken.None);

    private static async Task<Mount> MountAsync(string path, string[] arguments, CancellationToken cancel)
    {
        Directory.CreateDirectory(path);
        var mounted = await Tool.TryRunAsync("mount", [.. arguments, path], cancel);
        Requirement.Check(mounted is { ExitCode: 0 }
            ? null
            : $"Mounting a file system is not permitted here, run as root with CAP_SYS_ADMIN: {mounted?.Error.Trim()}");
        return new Mount(path);
    }
}
