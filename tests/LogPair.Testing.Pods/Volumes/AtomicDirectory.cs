using System.Security.Cryptography;
using LogPair.Testing.Pods.Engine;

namespace LogPair.Testing.Pods.Volumes;

/// <summary>
/// A directory whose content changes all at once: the files lie in a directory with a new name, <c>..data</c> links to it, and each visible
/// name links to what is in <c>..data</c>. An update makes a new directory and renames a new link over the old one.
/// </summary>
/// <remarks>
/// kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ does not tell; the layout is that of the kubelet's
/// atomic writer (pkg/volume/util/atomic_writer.go), which programs that watch such volumes rely on.
/// </remarks>
internal sealed class AtomicDirectory(string path, long? group)
{
    private const UnixFileMode DirectoryMode = (UnixFileMode)0b111_101_101;

    private readonly string _data = Path.Combine(path, "..data");

    /// <summary>Puts these files in the place of all that there was.</summary>
    public async Task WriteAsync(IReadOnlyList<FileEntry> files, CancellationToken cancel)
    {
        var before = Directory.Exists(_data) ? new DirectoryInfo(_data).LinkTarget : null;
        var name = $"..{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var directory = Path.Combine(path, name);
        Directory.CreateDirectory(directory, DirectoryMode);
        foreach (var file in files) await WriteAsync(file, directory, cancel);
        await GroupOwnership.ApplyAsync(directory, group, isReadOnly: true, cancel);

        // mv -T is one rename(2), which .NET does not offer for a link to a directory.
        File.CreateSymbolicLink($"{_data}_tmp", name);
        await NodeCommand.RunAsync("mv", ["-T", $"{_data}_tmp", _data], cancel);
        var visible = files.Select(file => file.Path.Split('/')[0]).ToHashSet();
        foreach (var entry in visible)
        {
            var link = Path.Combine(path, entry);
            if (new FileInfo(link).LinkTarget is null) File.CreateSymbolicLink(link, $"..data/{entry}");
        }

        foreach (var gone in new DirectoryInfo(path).EnumerateFileSystemInfos()
            .Where(entry => !entry.Name.StartsWith("..", StringComparison.Ordinal) && !visible.Contains(entry.Name))) gone.Delete();
        if (before is not null) Directory.Delete(Path.Combine(path, before), recursive: true);
    }

    private static async Task WriteAsync(FileEntry file, string directory, CancellationToken cancel)
    {
        var target = Path.Combine(directory, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!, DirectoryMode);
        await File.WriteAllBytesAsync(target, file.Content, cancel);
        File.SetUnixFileMode(target, file.Mode);
    }
}
