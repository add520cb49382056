using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary><c>logpair replay</c>: the metrics of files at rest.</summary>
internal static class ReplayCommand
{
    private const string Summary = "Count files at rest and print their metrics: the same rules, without a processor.";

    private const string Details = """
        Examples:
          logpair replay app20261122.log
          logpair replay --config rules.yaml /var/log/app/*.log > metrics.txt
          logpair replay --config rules.yaml app.log --watch
          logpair replay app.log --format openmetrics --timestamps > app.om
          promtool tsdb create-blocks-from openmetrics app.om data/

        With --watch, edit the rules in another window and see the series change; q or
        Ctrl-C ends it. With --timestamps, the samples have the time of the log.
        Standard output carries the metrics and nothing else. On a terminal, standard
        error shows bytes, rate and time left; it always ends with a line of summary.
        Exit codes: 0 done, 1 a file could not be read (the rest is counted) or
        interrupted, or no event has a time for --timestamps, 2 wrong use or
        configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Files or globs. A file that is named twice is counted once.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new VerbCommand("replay", Summary, Details) { files };
        var flags = new ReplayFlags(command);
        var options = new SettingOptions(command,
            SettingTable.Config, SettingTable.MaxLineBytes, SettingTable.Lanes, SettingTable.LogLevel,
            SettingTable.LogFormat);
        command.SetAction(parsed => RunAsync(parsed, parsed.GetRequiredValue(files), flags, options, surroundings));
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parsed, string[] files, ReplayFlags flags, SettingOptions options, Surroundings surroundings)
    {
        if (flags.Conflict(parsed) is { } conflict)
        {
            surroundings.Error.WriteLine(conflict);
            return Task.FromResult(ExitCode.WrongUse);
        }

        if (flags.IsWatch(parsed)) return WatchRunner.RunAsync(files, options.Read(parsed), surroundings);

        var forms = new ReplayForms(flags.Form(parsed), flags.Step(parsed));
        return ReplayVerbRunner.RunAsync(files, forms, options.Read(parsed), surroundings);
    }
}
