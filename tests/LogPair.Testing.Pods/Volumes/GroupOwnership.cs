using System.Globalization;
using LogPair.Testing.Pods.Engine;

namespace LogPair.Testing.Pods.Volumes;

/// <summary>Makes <c>fsGroup</c> the owner group of a volume, as the kubelet does.</summary>
/// <remarks>
/// "The owning GID will be the FSGroup; the setgid bit is set (new files created in the volume will be owned by FSGroup); the permission bits are
/// OR'd with rw-rw----": kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context. For a volume that is read-only
/// the kubelet adds r--r----- (pkg/volume/volume_linux.go).
/// </remarks>
internal static class GroupOwnership
{
    private const UnixFileMode ReadShare = UnixFileMode.UserRead | UnixFileMode.GroupRead;
    private const UnixFileMode WriteShare = UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
    private const UnixFileMode DirectoryShare = UnixFileMode.SetGroup | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;

    /// <param name="path">A directory with all that is in it; links are left alone.</param>
    /// <param name="group">Null: the Pod has none, nothing changes.</param>
    /// <param name="isReadOnly">Nobody may write to the volume.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task ApplyAsync(string path, long? group, bool isReadOnly, CancellationToken cancel)
    {
        if (group is not { } id) return;

        await NodeCommand.RunAsync("chgrp", ["-R", "-h", id.ToString(CultureInfo.InvariantCulture), path], cancel);
        var share = isReadOnly ? ReadShare : ReadShare | WriteShare;
        Add(path, share | DirectoryShare);
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.LinkTarget is null) Add(entry.FullName, entry is DirectoryInfo ? share | DirectoryShare : share);
        }
    }

    private static void Add(string path, UnixFileMode mode) => File.SetUnixFileMode(path, File.GetUnixFileMode(path) | mode);
}
