using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary><c>logpair generate</c>: the application's side of the pair.</summary>
internal static class GenerateCommand
{
    /// <summary>A calm service; 29 KB a second.</summary>
    private const double DefaultRate = 100;

    private const string Summary =
        "Write a web shop's log through the generator library, and say exactly what was written.";

    private const string Details = """
        Examples:
          logpair generate --logs /var/log/app
          logpair generate --rate 0 --count 1000000 --seed 7 --truth truth.json
          logpair generate --logs /var/log/app --state /state --duration 10m --truth -

        The generator library's other settings come from its variables:
        LOGPAIR_STREAM, LOGPAIR_SEGMENT_SIZE, LOGPAIR_ROLL_INTERVAL, LOGPAIR_FORMAT.
        SIGTERM or Ctrl-C: seal the last segment, write the truth, end with 0.
        Exit codes: 0 done, 1 failed or events were dropped,
        2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var logs = new Option<string?>("--logs")
        {
            HelpName = "DIR",
            Description = "Directory of the segments; made if it is missing. [LOGPAIR_LOGS; default: logs]",
        };
        var state = new Option<string?>("--state")
        {
            HelpName = "DIR",
            Description = "The processor's state directory. With it, segments that are counted to the end are removed. "
                + "[LOGPAIR_STATE; default: nothing is removed]",
        };
        var count = new Option<long?>("--count")
        {
            HelpName = "N",
            Description = "Lines to write. [default: no limit]",
        };
        var command = new VerbCommand("generate", Summary, Details) { logs, state, count };
        var flags = new WorkloadFlags(command, DefaultRate);
        command.SetAction(parsed => GenerateRunner.RunAsync(
            new GenerateOptions
            {
                LogsDirectory = parsed.GetValue(logs),
                StateDirectory = parsed.GetValue(state),
                Workload = flags.Read(parsed, parsed.GetValue(count)),
                Truth = flags.Truth(parsed),
            },
            surroundings));
        return command;
    }
}
