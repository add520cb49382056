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

        Standard output carries the metrics and nothing else. On a terminal, standard error shows bytes, rate and time left;
        it always ends with one line of summary.
        Exit codes: 0 done, 1 a file could not be read (the rest is counted) or interrupted, 2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES") { Description = "Files or globs.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<ReplayForm>("--format")
        {
            HelpName = "text|openmetrics",
            Description = "Prometheus text 0.0.4, or OpenMetrics 1.0.",
        };
        var command = new VerbCommand("replay", Summary, Details) { files, format };
        var options = new SettingOptions(command,
            SettingTable.Config, SettingTable.MaxLineBytes, SettingTable.Lanes, SettingTable.LogLevel, SettingTable.LogFormat);
        command.SetAction(parsed => ReplayVerbRunner.RunAsync(
            parsed.GetRequiredValue(files), parsed.GetValue(format), options.Read(parsed), surroundings));
        return command;
    }
}
