using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary>
/// <c>logpair healthcheck</c>: for container health checks in an image that has no shell and no curl.
/// </summary>
internal static class HealthcheckCommand
{
    private const string Summary =
        "Ask a running processor whether it is ready: for HEALTHCHECK in images without a shell.";

    private const string Details = """
        Example, in a Dockerfile:
          HEALTHCHECK CMD ["/app/logpair", "healthcheck"]

        Exit codes: 0 ready, 1 not ready or not reached, 2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var url = new Option<string?>("--url")
        {
            HelpName = "URL",
            Description = "What to ask. [default: /readyz at the listen setting, on this machine]",
        };
        var command = new VerbCommand("healthcheck", Summary, Details) { url };
        var options = new SettingOptions(command, SettingTable.Config, SettingTable.Listen, SettingTable.WebConfig);
        command.SetAction(parsed => HealthcheckRunner.RunAsync(parsed.GetValue(url), options.Read(parsed),
            surroundings));
        return command;
    }
}
