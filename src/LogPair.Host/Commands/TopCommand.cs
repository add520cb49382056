using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary><c>logpair top</c>: a running processor, live in a terminal.</summary>
internal static class TopCommand
{
    private const string Summary = "Watch a running processor: files, lag, rules, losses.";

    private const string Details = """
        Examples:
          logpair top
          logpair top --url http://10.1.2.3:9464
          kubectl exec -it POD -c logpair -- /app/logpair top
          logpair top --once | head
          logpair top --json

        Keys: 1 2 3 or Tab choose the table, s and S the column to sort by, r the other
        way round, / filters, p pauses, arrows scroll, q ends.

        Where standard output is no terminal, it prints once and ends.
        Exit codes: 0 done, 1 no answer, 2 wrong use or configuration.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var url = new Option<string?>("--url")
        {
            HelpName = "URL",
            Description = "Of the processor. [default: the listen setting, on this machine]",
        };
        var once = new Option<bool>("--once") { Description = "Print once, as text." };
        var json = new Option<bool>("--json") { Description = "Print once, as JSON: status, files, rules and losses of /api/v1/." };
        var interval = new Option<TimeSpan?>("--interval")
        {
            HelpName = "DURATION",
            Description = "From one look to the next, for example 500ms. [default: 1s]",
            CustomParser = DurationOption.Read,
        };
        var token = FileOption("--token-file", "Holds a bearer token.");
        var user = new Option<string?>("--user") { HelpName = "NAME", Description = "For basic authentication." };
        var password = FileOption("--password-file", "Holds the password of --user.");
        var authority = FileOption("--ca-file", "Certificates (PEM) of authorities to trust.");
        var command = new VerbCommand("top", Summary, Details) { url, once, json, interval, token, user, password, authority };
        command.Validators.Add(result =>
        {
            if (result.GetValue(interval) is { TotalSeconds: < 0.1 or > 3600 })
                result.AddError("--interval: expected is a duration from 100ms to 1h.");
            if (result.GetValue(user) is null != result.GetValue(password) is null)
                result.AddError("--user and --password-file belong together.");
            if (result.GetValue(user) is not null && result.GetValue(token) is not null)
                result.AddError("--user and --token-file exclude each other.");
        });
        var options = new SettingOptions(command, SettingTable.Config, SettingTable.Listen, SettingTable.WebConfig);
        command.SetAction(parsed => TopRunner.RunAsync(
            new TopFlags(parsed.GetValue(url), Form(parsed.GetValue(once), parsed.GetValue(json), surroundings))
            {
                TokenFile = parsed.GetValue(token),
                User = parsed.GetValue(user),
                PasswordFile = parsed.GetValue(password),
                AuthorityFile = parsed.GetValue(authority),
                Interval = parsed.GetValue(interval) ?? TimeSpan.FromSeconds(1),
            },
            options.Read(parsed), surroundings));
        return command;
    }

    private static TopForm Form(bool once, bool json, Surroundings surroundings)
    {
        if (json) return TopForm.Json;
        return once || !surroundings.IsOutputTerminal ? TopForm.Once : TopForm.Live;
    }

    private static Option<string?> FileOption(string name, string description) =>
        new(name) { HelpName = "FILE", Description = description };
}
