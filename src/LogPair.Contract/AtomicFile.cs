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

    /// <summary>Reads a regular file of at most <paramref name="maxBytes"/>, whatever somebody has put there.</summary>
    public static ContractReadOutcome TryRead(string path, int maxBytes, out byte[] content, out string? problem)
    {
        content = [];
        SafeFileHandle? file = null;
        try
        {
            var outcome = UntrustedFile.TryOpen(path, out file, out problem);
            return file is null ? outcome : TryReadAll(file, maxBytes, out content, out problem);
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
        finally
        {
            file?.Dispose();
        }
    }

    private static ContractReadOutcome TryReadAll(
        SafeFileHandle file, int maxBytes, out byte[] content, out string? problem)
    {
        content = [];
        var length = RandomAccess.GetLength(file);
        problem = length > maxBytes ? $"is {length} bytes long, more than the {maxBytes} allowed" : null;
        if (problem is not null) return ContractReadOutcome.Damaged;

        // One byte more than there should be: a file of the contract never grows, for it is replaced as a whole.
        var buffer = new byte[length + 1];
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(filled), filled) is > 0 and var read)
            filled += read;
        problem = filled > length ? "grew while it was being read" : null;
        if (problem is not null) return ContractReadOutcome.Damaged;

        content = buffer[..filled];
        return ContractReadOutcome.Read;
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
