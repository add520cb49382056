using System.CommandLine;
using LogPair.Benchmarks.Logging;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>logging DIRECTORY</c>: Serilog with LogPair's sink beside Serilog with its file sink.</summary>
internal static class LoggingCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIRECTORY") { Description = "On the file system to be measured" };
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 100_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 11 };
        var threads = new Option<int[]>("--threads") { DefaultValueFactory = _ => [1] };
        var load = new Option<string[]>("--load") { Description = string.Join(", ", LogLoad.All.Select(l => l.Name)) };
        var command = new Command("logging", "Compare what an event costs through LogPair's sink and Serilog's file sink")
        {
            directory, events, rounds, threads, load,
        };
        command.SetAction(parsed =>
        {
            string[] names = parsed.GetValue(load) ?? [];
            LogLoad[] loads = names.Length == 0 ? [.. LogLoad.All] : [.. names.Select(LogLoad.Named)];
            Console.WriteLine(LogCostTable.Head);
            foreach (var each in loads)
            {
                foreach (var count in parsed.GetValue(threads)!)
                {
                    var costs = Measure(
                        each, parsed.GetRequiredValue(directory).FullName, parsed.GetValue(events), count,
                        parsed.GetValue(rounds));
                    Console.WriteLine(LogCostTable.Rows(each, count, costs));
                }
            }
        });
        return command;
    }

    // In turn and in short rounds, so that what the machine does meanwhile meets all of them
    private static Dictionary<LogTarget, List<LogCost>> Measure(
        LogLoad load, string directory, int events, int threads, int rounds)
    {
        var sides = new List<LogSide>();
        try
        {
            foreach (var target in LogTarget.All) sides.Add(new LogSide(target, load, directory, events, threads));

            var costs = LogTarget.All.ToDictionary(target => target, _ => new List<LogCost>());
            for (var round = 0; round < rounds; round++)
            {
                foreach (var side in sides) costs[side.Target].Add(side.Measure());
            }

            return costs;
        }
        finally
        {
            foreach (var side in sides) side.Dispose();
        }
    }
}
