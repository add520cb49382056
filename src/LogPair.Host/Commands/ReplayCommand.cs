using System.CommandLine;
using System.CommandLine.Parsing;
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

        Standard output carries the metrics and nothing else. On a terminal, standard
        error shows bytes, rate and time left; it always ends with a line of summary.
        Exit codes: 0 done, 1 a file could not be read (the rest is counted) or
        interrupted, 2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Files or globs. A file that is named twice is counted once.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<ReplayForm>("--format")
        {
            HelpName = "text|openmetrics",
            Description = "Prometheus text 0.0.4, or OpenMetrics 1.0. [default: text]",
            CustomParser = ReadForm,
        };
        var command = new VerbCommand("replay", Summary, Details) { files, format };
        var options = new SettingOptions(command,
            SettingTable.Config, SettingTable.MaxLineBytes, SettingTable.Lanes, SettingTable.LogLevel,
            SettingTable.LogFormat);
        command.SetAction(parsed => ReplayVerbRunner.RunAsync(
            parsed.GetRequiredValue(files), parsed.GetValue(format), options.Read(parsed), surroundings));
        return command;
    }

    private static ReplayForm ReadForm(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        switch (text.ToUpperInvariant())
        {
            case "TEXT":
                return ReplayForm.Text;
            case "OPENMETRICS":
                return ReplayForm.OpenMetrics;
            default:
                result.AddError($"--format: '{text}' is not a format. Expected is text or openmetrics.");
                return default;
        }
    }
}
