using LogPair.Benchmarks.Measuring;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Benchmarks.Throughput;

/// <summary>The least that a reader of lines can do: read the file and find every line feed.</summary>
/// <remarks>What the processor takes above this is the price of parsing, counting and keeping state.</remarks>
internal static class LineFloor
{
    public const string Name = "C# newline floor";

    /// <summary>As the processor reads; half of a small level 2 cache.</summary>
    private const int ReadBytes = 256 * 1024;

    private const long WarmUpBytes = 64 * 1024 * 1024;

    /// <summary>A single pass takes a tenth of a second, in which much can happen on a shared machine.</summary>
    private const int Passes = 3;

    /// <summary>Counts line feeds several times, and gives this process's own time for one of them.</summary>
    /// <remarks>Measured inside, after a first pass: the start of the runtime and its compiler are not in it.</remarks>
    /// <exception cref="InvalidDataException">There are not as many lines as there should be.</exception>
    public static Measured Measure(string path, long lines)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        CountLines(file, Math.Min(length, WarmUpBytes));

        var before = Usage.OfThisProcess();
        for (var pass = 0; pass < Passes; pass++)
        {
            if (CountLines(file, length) != lines)
                throw new InvalidDataException($"{path} does not have {lines} lines.");
        }

        return new Measured(Name, (Usage.OfThisProcess() - before) / Passes, PeakBytes: 0);
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
