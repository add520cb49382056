using System.Globalization;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Machine;

/// <summary>Which processes hold a file open, as .NET's own locks tell.</summary>
/// <remarks>
/// The runtime takes a shared lock on each file that it opens for writing, and the kernel lists the locks of the
/// processes that can be seen from here. Those of other containers cannot.
/// </remarks>
internal static class FileLocks
{
    /// <summary>The processes that have a lock on a file.</summary>
    /// <param name="system">Source: proc_locks(5).</param>
    /// <param name="path">A regular file.</param>
    public static IReadOnlyList<int> Holders(SystemFiles system, string path)
    {
        if (!OperatingSystem.IsLinux() || !LinuxStat.TryGetRights(path, out var file)) return [];

        var inode = file.Inode.ToString(CultureInfo.InvariantCulture);
        return [.. (system.TryRead("proc/locks") ?? "").Split('\n').Select(line => Holder(line, inode)).OfType<int>()
            .Distinct()];
    }

    /// <summary>Whether anybody, in another container too, has a lock on a file.</summary>
    /// <remarks>Asks for the lock that only one can have, and gives it back at once. Takes no lock that somebody
    /// has.</remarks>
    public static bool IsHeld(SystemFiles system, string path)
    {
        if (Holders(system, path).Count > 0) return true;

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception
            is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // "1: FLOCK  ADVISORY  READ 1234 fe:00:5678 0 EOF". Devices are not compared: those of layered file systems differ.
    private static int? Holder(string line, string inode)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 6 && parts[1] == "FLOCK" && parts[5].Split(':') is [_, _, var number] && number == inode
            && int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process > 0
                ? process
                : null;
    }
}
