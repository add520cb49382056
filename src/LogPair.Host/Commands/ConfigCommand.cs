using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary><c>logpair config show</c>: what is in force, and why.</summary>
internal static class ConfigCommand
{
    private const string Summary =
        "Print every setting, its value and where the value came from: flag, variable, file or default.";

    private const string Details = """
        Examples:
          logpair config show
          kubectl exec my-pod -c logpair -- logpair config show --json

        Exit codes: 0 all is valid, 2 a setting, the rules file, or the web
        configuration with its files is wrong (the problems follow on standard error).
        """;

    public static Command Create(Surroundings surroundings)
    {
        var show = new VerbCommand("show", Summary, Details);
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        show.Options.Add(json);
        var options = new SettingOptions(show, SettingTable.All);
        show.SetAction(parsed => parsed.GetValue(json)
            ? ConfigShowRunner.Run(options.Read(parsed), ConfigForm.Json, surroundings)
            : ConfigShowRunner.Run(options.Read(parsed), ConfigForm.Table, surroundings));
        return new Command("config", "Configuration: what is in force, and where it came from.") { show };
    }
}
