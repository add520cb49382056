using System.CommandLine;
using LogPair.Benchmarks.Logging;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>log-once TARGET LOAD DIRECTORY</c>: one measurement of <c>logging</c>, in a process of its own.</summary>
internal static class LogOnceCommand
{
    public const string Name = "log-once";

    public static Command Create()
    {
        var target = new Argument<string>("TARGET");
        var load = new Argument<string>("LOAD");
        var directory = new Argument<DirectoryInfo>("DIRECTORY") { Description = "Made, and removed again" };
        var events = new Argument<int>("EVENTS");
        var command = new Command(Name, "One measurement of `logging`; prints numbers") { target, load, directory, events };
        command.SetAction(parsed => Console.WriteLine(LogRun.Measure(
            LogTarget.Named(parsed.GetRequiredValue(target)),
            LogLoad.Named(parsed.GetRequiredValue(load)),
            parsed.GetRequiredValue(directory).FullName,
            parsed.GetRequiredValue(events))));
        return command;
    }
}
