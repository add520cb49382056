using System.Runtime.InteropServices;

namespace LogPair.Processor.Tests.Discovery;

/// <summary>What a hostile neighbour calls and .NET does not have.</summary>
internal static partial class Posix
{
    private const uint AnyBody = 0x1b6;
    private const int AtFdCwd = -100;
    private const uint Exchange = 2;

    public static void MakePipe(string path) => Check(MkFifo(path, AnyBody), path);

    /// <summary>A second name for a file.</summary>
    public static void Link(string from, string to) => Check(HardLink(from, to), to);

    /// <summary>Swaps two names in one step.</summary>
    public static void Swap(string one, string other) => Check(RenameAt2(AtFdCwd, one, AtFdCwd, other, Exchange), one);

    /// <summary>A file whose name is no text.</summary>
    public static unsafe void WriteFile(string directory, ReadOnlySpan<byte> name, string content)
    {
        File.WriteAllText(Path.Combine(directory, "temporary"), content);
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(directory + "/"), .. name, 0];
        fixed (byte* to = path) Check(Rename(Path.Combine(directory, "temporary"), to), directory);
    }

    public static void RemoveAllIn(string directory)
    {
        using var find = System.Diagnostics.Process.Start("find", [directory, "-mindepth", "1", "-delete"]);
        find.WaitForExit();
    }

    private static void Check(int result, string path)
    {
        if (result != 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string from, string to);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Rename(string from, byte* to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromDirectory, string from, int toDirectory, string to, uint flags);
}
