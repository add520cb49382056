using System.Globalization;

namespace LogPair.Testing.Pods.Engine;

/// <summary>A Pod's directory on the node, as <c>/var/lib/kubelet/pods/UID</c> is the kubelet's. Its name tells which test run owns it.</summary>
internal sealed class NodeDirectory : IAsyncDisposable
{
    private static readonly string Root = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "logpair-pods");

    private readonly List<string> _mounts = [];

    /// <param name="uid">Of the Pod.</param>
    public NodeDirectory(string uid)
    {
        Path = System.IO.Path.Combine(Root, $"{Ownership.Owner}-{uid}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Of dead test runs.</summary>
    public static async Task RemoveLeftoversAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(Root)) return;

        foreach (var directory in Directory.EnumerateDirectories(Root))
        {
            var owner = System.IO.Path.GetFileName(directory).Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var process) || !Ownership.IsLeftover(process)) continue;

            foreach (var mount in await MountsBelowAsync(directory, cancel)) await NodeCommand.RunAsync("umount", ["-l", mount], cancel);
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Makes a directory that everybody may write to.</summary>
    public string Make(params IReadOnlyList<string> names)
    {
        var path = System.IO.Path.Combine([Path, .. names]);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        return path;
    }

    /// <summary>Has a directory be memory.</summary>
    /// <param name="path">It exists.</param>
    /// <param name="bytes">Null for the kernel's default: half of the memory.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task MountMemoryAsync(string path, long? bytes, CancellationToken cancel)
    {
        var size = bytes is { } limit ? $"size={limit.ToString(CultureInfo.InvariantCulture)}," : "";
        await NodeCommand.RunAsync("mount", ["-t", "tmpfs", "-o", $"{size}mode=0777", "tmpfs", path], cancel);
        _mounts.Add(path);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var mount in _mounts) await NodeCommand.RunAsync("umount", ["-l", mount], CancellationToken.None);
        _mounts.Clear();
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static async Task<IEnumerable<string>> MountsBelowAsync(string directory, CancellationToken cancel) =>
        (await File.ReadAllLinesAsync("/proc/mounts", cancel)).Select(line => line.Split(' ')[1])
            .Where(mount => mount.StartsWith($"{directory}/", StringComparison.Ordinal));
}
