using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary><c>logpair run</c>: the sidecar.</summary>
internal static class RunCommand
{
    private const string Summary = "Count the lines of growing log files and serve the metrics: the sidecar.";

    private const string Details = """
        Examples:
          logpair run --logs /var/log/app
          logpair run --config rules.yaml --logs '/var/log/app/*.log' --state /state
          LOGPAIR_LOGS=/var/log/app LOGPAIR_LISTEN=:9465 logpair run

        A log directory that is not there yet is waited for; /readyz says so meanwhile.
        SIGTERM: read to the end of every file, make a last checkpoint, wait until a
        scrape has seen the final values (--stop-timeout bounds all of it), end with 0.
        Ctrl-C: the same without the wait. A second signal ends at once.
        Exit codes: 0 ended as asked, 1 failed (port in use, disk, a bug),
        2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new VerbCommand("run", Summary, Details);
        var options = new SettingOptions(command, SettingTable.All);
        command.SetAction(parsed => RunRunner.RunAsync(options.Read(parsed), surroundings));
        return command;
    }
}
