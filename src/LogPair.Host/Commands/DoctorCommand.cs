using System.CommandLine;
using LogPair.Host.Configuration;
using LogPair.Host.Doctor;

namespace LogPair.Host.Commands;

/// <summary><c>logpair doctor</c>: why does it not work?</summary>
internal static class DoctorCommand
{
    private const string Summary =
        "Say what is wrong: settings, mounts, rights, file events, limits, port, certificates, scrapes.";

    private const string Details = """
        Examples:
          logpair doctor
          logpair doctor --logs /var/log/app --json
          kubectl exec my-pod -c logpair -- logpair doctor
          docker exec my-processor logpair doctor

        It takes the settings of 'logpair run', and looks at the processor that runs
        with them, if there is one. It changes nothing; to see whether file events
        arrive, it makes an empty file and removes it.

        Exit codes: 0 nothing is wrong, or there are warnings only; 1 there are
        failures; 2 wrong use.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON instead of lines for people." };
        var credentials = new Option<string?>("--credentials-file")
        {
            HelpName = "FILE",
            Description = "A bearer token or user:password, for a port that asks for them. [default: none are sent]",
        };
        var command = new VerbCommand("doctor", Summary, Details) { json, credentials };
        var options = new SettingOptions(command, SettingTable.All);
        command.SetAction(parsed => DoctorRunner.RunAsync(
            options.Read(parsed), parsed.GetValue(credentials),
            parsed.GetValue(json) ? DoctorForm.Json : DoctorForm.Text, surroundings));
        return command;
    }
}
