using System.CommandLine;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>measure -- PROGRAM ARGUMENTS</c>: runs a program and says what it used up.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "In the results; default: the program" };
        var append = ResultsFile.Option();
        var program = new Argument<string[]>("PROGRAM")
        {
            Description = "And its arguments, after --",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("measure", "Run a program and print its user, system and wall seconds and its peak memory")
        {
            name, append, program,
        };
        command.SetAction(parsed =>
        {
            var words = parsed.GetRequiredValue(program);
            var measured = ProcessMeter.Run(parsed.GetValue(name) ?? words[0], words[0], words[1..]);
            ResultsFile.Add(parsed.GetValue(append), measured);
            return measured.ExitCode;
        });
        return command;
    }
}
