using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Contract;

/// <summary>Files that a reader sees whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Readable by the group, whatever the umask: the other side of the pair is another user with the same fsGroup.
    /// </summary>
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Creates or replaces <paramref name="path"/>.</summary>
    /// <exception cref="IOException">Nothing was replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was replaced.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + VolumeLayout.TemporarySuffix;

        // What a killed writer left goes; and CreateNew does not follow a link that somebody planted there.
        File.Delete(temporary);
        using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            if (!OperatingSystem.IsWindows()) LetTheGroupRead(file);
            RandomAccess.Write(file, content, fileOffset: 0);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a file of at most <paramref name="maxBytes"/>. Links are not followed.</summary>
    public static ContractReadOutcome TryRead(string path, int maxBytes, out byte[] content, out string? problem)
    {
        content = [];
        problem = null;
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null) problem = "is a link, and links are not followed";
            else if (info.Length > maxBytes) problem = $"is {info.Length} bytes long, more than the {maxBytes} allowed";
            if (problem is not null) return ContractReadOutcome.Damaged;

            content = File.ReadAllBytes(path);
            return ContractReadOutcome.Read;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "does not exist";
            return ContractReadOutcome.Missing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
            return ContractReadOutcome.Unreadable;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void LetTheGroupRead(SafeFileHandle file)
    {
        try
        {
            File.SetUnixFileMode(file, Mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // File systems without modes. A file that the other side may not be able to read is better than none.
        }
    }
}
