using System.CommandLine;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Commands;

/// <summary>Where measurements of several rounds come together; <c>table</c> reads it.</summary>
internal static class ResultsFile
{
    public static Option<FileInfo?> Option()
    {
        return new("--append") { Description = "A file to add the result to; otherwise it goes to standard error" };
    }

    public static void Add(FileInfo? file, Measured measured)
    {
        if (file is null) Console.Error.WriteLine(measured);
        else File.AppendAllLines(file.FullName, [measured.ToString()]);
    }
}
