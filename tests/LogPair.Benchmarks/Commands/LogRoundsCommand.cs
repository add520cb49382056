using System.CommandLine;
using LogPair.Benchmarks.Logging;

namespace LogPair.Benchmarks.Commands;

/// <summary>
/// <c>log-rounds TARGET LOAD DIRECTORY EVENTS THREADS</c>: one side of <c>logging</c>, in a process of its own. Says
/// <c>ready</c> when it is warm; then each line on standard input is answered by the cost of one round.
/// </summary>
internal static class LogRoundsCommand
{
    public const string Name = "log-rounds";

    public const string Ready = "ready";

    public static Command Create()
    {
        var target = new Argument<string>("TARGET");
        var load = new Argument<string>("LOAD");
        var directory = new Argument<DirectoryInfo>("DIRECTORY") { Description = "Made, and removed again" };
        var events = new Argument<int>("EVENTS");
        var threads = new Argument<int>("THREADS");
        var command = new Command(Name, "One side of `logging`; a round for each line of input")
        {
            target, load, directory, events, threads,
        };
        command.SetAction(parsed =>
        {
            var run = new LogRun(
                LogTarget.Named(parsed.GetRequiredValue(target)),
                LogLoad.Named(parsed.GetRequiredValue(load)),
                parsed.GetRequiredValue(directory).FullName,
                parsed.GetRequiredValue(threads));
            run.WarmUp();
            Console.WriteLine(Ready);
            while (Console.ReadLine() is not null) Console.WriteLine(run.Measure(parsed.GetRequiredValue(events)));
        });
        return command;
    }
}
