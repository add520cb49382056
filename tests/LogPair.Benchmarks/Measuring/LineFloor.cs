using Microsoft.Win32.SafeHandles;

namespace LogPair.Benchmarks.Measuring;

/// <summary>The least that a reader of lines can do: read the file and find every line feed.</summary>
/// <remarks>What the processor takes above this is the price of parsing, counting and keeping state.</remarks>
internal static class LineFloor
{
    /// <summary>As the processor reads; half of a small level 2 cache.</summary>
    private const int ReadBytes = 256 * 1024;

    private const long WarmUpBytes = 64 * 1024 * 1024;

    /// <summary>Counts line feeds and measures this process's own time meanwhile.</summary>
    /// <remarks>Measured inside, after a first pass, so that the runtime's start and its compiler are left out.</remarks>
    public static (long Lines, Usage Usage) Measure(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        CountLines(file, Math.Min(length, WarmUpBytes));

        var before = Usage.OfThisProcess();
        var lines = CountLines(file, length);
        return (lines, Usage.OfThisProcess() - before);
    }

    private static long CountLines(SafeFileHandle file, long end)
    {
        var buffer = new byte[ReadBytes];
        var lines = 0L;
        for (var offset = 0L; offset < end;)
        {
            var read = RandomAccess.Read(file, buffer, offset);
            if (read == 0) break;

            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            offset += read;
        }

        return lines;
    }
}
