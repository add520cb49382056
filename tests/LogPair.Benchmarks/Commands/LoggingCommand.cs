using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LogPair.Benchmarks.Logging;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>logging DIRECTORY</c>: Serilog with LogPair's sink beside Serilog with its file sink.</summary>
internal static class LoggingCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIRECTORY") { Description = "On the file system to be measured" };
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 500_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var load = new Option<string[]>("--load") { Description = string.Join(", ", LogLoad.All.Select(l => l.Name)) };
        var command = new Command("logging", "Compare what an event costs through LogPair's sink and Serilog's file sink")
        {
            directory, events, rounds, load,
        };
        command.SetAction(parsed =>
        {
            LogLoad[] loads = [.. (parsed.GetValue(load) ?? []).Select(LogLoad.Named)];
            Measure(
                parsed.GetRequiredValue(directory).FullName,
                parsed.GetValue(events),
                parsed.GetValue(rounds),
                loads.Length == 0 ? LogLoad.All : loads);
        });
        return command;
    }

    // In turn, so that what the machine does meanwhile meets all of them
    private static void Measure(string directory, int events, int rounds, IReadOnlyList<LogLoad> loads)
    {
        var costs = new List<(LogLoad, LogTarget, LogCost)>();
        foreach (var load in loads)
        {
            for (var round = 0; round < rounds; round++)
            {
                foreach (var target in LogTarget.All)
                    costs.Add((load, target, InAProcess(target, load, Path.Combine(directory, "logging"), events)));
            }
        }

        Console.WriteLine(LogCostTable.Format(costs));
    }

    private static LogCost InAProcess(LogTarget target, LogLoad load, string directory, int events)
    {
        string[] arguments =
        [
            LogOnceCommand.Name, target.Name, load.Name, directory, events.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{target.Name} failed with {load.Name}.");

        return LogCost.Parse(line.Trim());
    }
}
