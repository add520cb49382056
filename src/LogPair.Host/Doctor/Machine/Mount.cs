using System.Globalization;

namespace LogPair.Host.Doctor.Machine;

/// <summary>What a path is mounted from.</summary>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Kind">Of file system, as the kernel names it: <c>ext4</c>, <c>tmpfs</c>, <c>nfs4</c>.</param>
/// <param name="IsReadOnly">Whether nothing can be written through this mount.</param>
internal sealed record Mount(string Point, string Kind, bool IsReadOnly)
{
    // A change that another machine, or a process outside of the sandbox, makes there is not told of here.
    private static readonly string[] Remote =
        ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "glusterfs", "lustre", "virtiofs", "afs", "gfs2", "ocfs2"];

    /// <summary>Whether events of other machines' writes do not arrive.</summary>
    public bool IsRemote => Remote.Contains(Kind) || Kind.StartsWith("fuse", StringComparison.Ordinal);

    /// <summary>The mount that a path is on.</summary>
    /// <param name="system">Source: proc_pid_mountinfo(5).</param>
    /// <param name="path">Absolute.</param>
    /// <returns>Null where the kernel does not tell.</returns>
    public static Mount? Of(SystemFiles system, string path)
    {
        Mount? found = null;
        foreach (var line in (system.TryRead("proc/self/mountinfo") ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            var mark = Array.IndexOf(parts, "-");
            if (mark < 6 || parts.Length < mark + 4) continue;

            // The last one that is mounted at a place hides those before it.
            var point = Unescape(parts[4]);
            if (!Holds(point, path) || point.Length < (found?.Point.Length ?? 0)) continue;
            found = new Mount(point, parts[mark + 1], IsReadOnlyOption(parts[5]) || IsReadOnlyOption(parts[mark + 3]));
        }

        return found;
    }

    private static bool Holds(string point, string path) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    private static bool IsReadOnlyOption(string options) => options.Split(',').Contains("ro");

    // Spaces and the like are written as three octal digits.
    private static string Unescape(string text)
    {
        for (var at = text.IndexOf('\\'); at >= 0 && at + 3 < text.Length; at = text.IndexOf('\\', at + 1))
        {
            var character = (char)Convert.ToInt32(text.Substring(at + 1, 3), 8);
            text = string.Create(CultureInfo.InvariantCulture, $"{text[..at]}{character}{text[(at + 4)..]}");
        }

        return text;
    }
}
