using System.CommandLine;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>floor FILE</c>: what reading and finding the line feeds costs.</summary>
internal static class FloorCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE");
        var append = ResultsFile.Option();
        var command = new Command("floor", "Read a file, count its line feeds, and say what that costs") { file, append };
        command.SetAction(parsed =>
        {
            var (lines, usage) = LineFloor.Measure(parsed.GetRequiredValue(file).FullName);
            Console.WriteLine(lines);
            ResultsFile.Add(parsed.GetValue(append), new Measured("floor", usage, PeakBytes: 0, ExitCode: 0));
        });
        return command;
    }
}
