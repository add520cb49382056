using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Machine;

/// <summary>Says in words who may do what with a file.</summary>
internal static class RightsText
{
    /// <summary>For example <c>drwxr-x--- of user 0, group 2000</c>.</summary>
    public static string Of(in FileRights rights) =>
        $"{(rights.Kind == FileKind.Directory ? 'd' : '-')}{Bits(rights.Mode)} of user {rights.Owner}, group "
            + $"{rights.Group}";

    /// <summary>Who may read and who may write.</summary>
    public static string Words(in FileRights rights) =>
        $"user {rights.Owner} {May(rights.Mode, 6)}, group {rights.Group} {May(rights.Mode, 3)}, everybody else "
            + $"{May(rights.Mode, 0)}";

    /// <summary>What to do so that this user may read, on a laptop, in a container and in a Pod.</summary>
    /// <param name="path">Of what cannot be read.</param>
    /// <param name="rights">Of it.</param>
    public static string HowToRead(string path, in FileRights rights)
    {
        var isDirectory = rights.Kind == FileKind.Directory;
        var needed = isDirectory ? UnixFileMode.GroupRead | UnixFileMode.GroupExecute : UnixFileMode.GroupRead;
        var bits = isDirectory ? "rx" : "r";
        return (rights.Mode & needed) == needed
            ? $"In a Pod: securityContext.fsGroup: {rights.Group} (or supplementalGroups: [{rights.Group}]). In a "
                + "container: "
                + $"docker run --group-add {rights.Group}. Else: chmod o+{bits} '{path}'"
            : $"chmod g+{bits},o+{bits} '{path}', and have the writer make its files so (mode 0644, umask 022). In "
                + "a Pod, an "
                + "fsGroup, which both containers are in, with mode 0640 will do";
    }

    private static string May(UnixFileMode mode, int shift) => ((int)mode >> shift & 0b110) switch
    {
        0b110 => "reads and writes",
        0b100 => "reads",
        0b010 => "writes",
        _ => "neither reads nor writes",
    };

    private static string Bits(UnixFileMode mode) =>
        string.Concat(Enumerable.Range(0, 9).Select(bit => ((int)mode >> (8 - bit) & 1) == 0 ? '-' : "rwx"[bit % 3]));
}
