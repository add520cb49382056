using System.CommandLine;
using LogPair.Host.Configuration;
using LogPair.Host.Demo;
using LogPair.Host.Web;

namespace LogPair.Host.Commands;

/// <summary><c>logpair demo</c>: the pair on a laptop.</summary>
internal static class DemoCommand
{
    /// <summary>Lively, and no burden: 290 KB a second.</summary>
    private const double DefaultRate = 1000;

    private const string Summary =
        "See the whole pair at work: a web shop writes, the processor counts, you look. Needs nothing.";

    private const string Details = """
        Examples:
          logpair demo
          logpair demo --duration 30s --truth truth.json
          logpair demo --rate 0 --duration 10s --listen 127.0.0.1:0

        At the end every counter and bucket is compared with what was written.
        Everything is on a temporary volume, which is removed; segments are removed as
        soon as they are counted, so that the demo may run for as long as you like.
        Ctrl-C ends it: the rest is counted first.
        Exit codes: 0 all counters equal the truth, 1 they do not or something failed,
        2 wrong use.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var keep = new Option<bool>("--keep") { Description = "Keep the temporary volume, with every segment." };
        var listen = new Option<ListenAddress>(SettingTable.Listen.Flag)
        {
            HelpName = SettingTable.Listen.ValueName,
            Description = SettingTable.Listen.Help,
            DefaultValueFactory = _ => ListenAddress.LoopbackDefault,
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (!ListenAddress.TryParse(text, out var address))
                    result.AddError(
                        $"--listen: '{text}' is not an address. Expected is {SettingTable.Listen.Expected}.");
                return address;
            },
        };
        var command = new VerbCommand("demo", Summary, Details) { listen, keep };
        var flags = new WorkloadFlags(command, DefaultRate);
        command.SetAction(parsed => DemoRunner.RunAsync(
            new DemoOptions
            {
                Workload = flags.Read(parsed, count: null),
                Listen = parsed.GetValue(listen),
                VolumeEnd = parsed.GetValue(keep) ? DemoVolumeEnd.Keep : DemoVolumeEnd.Remove,
                Truth = flags.Truth(parsed),
            },
            surroundings));
        return command;
    }
}
