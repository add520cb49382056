using System.Runtime.InteropServices;

namespace LogPair.Testing;

/// <summary>Files as Kubernetes mounts a Secret: links through <c>..data</c>, which is swapped at once when the Secret changes.</summary>
/// <remarks>Source: AtomicWriter in kubernetes/pkg/volume/util. What was there before is removed after the swap.</remarks>
public sealed class MountedSecret
{
    private readonly string _directory;
    private int _generation;

    public MountedSecret(string directory) => _directory = Directory.CreateDirectory(directory).FullName;

    public string this[string name] => Path.Combine(_directory, name);

    public void Swap(params IEnumerable<(string Name, string Content)> files)
    {
        var before = this[$"..{_generation}"];
        var now = $"..{++_generation}";
        Directory.CreateDirectory(this[now]);
        foreach (var (name, content) in files) File.WriteAllText(Path.Combine(this[now], name), content);

        File.CreateSymbolicLink(this["..data_tmp"], now);
        if (Rename(this["..data_tmp"], this["..data"]) != 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        foreach (var (name, _) in files)
        {
            if (new FileInfo(this[name]).LinkTarget is null) File.CreateSymbolicLink(this[name], $"..data/{name}");
        }

        if (Directory.Exists(before)) Directory.Delete(before, recursive: true);
    }

    // File.Move takes no link to a directory.
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static extern int Rename(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
