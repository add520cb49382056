using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary><c>logpair check</c>: is this rules file right?</summary>
internal static class CheckCommand
{
    private const string Summary =
        "Check a rules file: every error with file, line and column, what is wrong and how to mend it.";

    private const string Details = """
        Example:
          logpair check rules.yaml

        Exit codes: 0 no errors, 2 errors.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "The rules file (YAML)." };
        var command = new VerbCommand("check", Summary, Details) { file };
        command.SetAction(parsed => CheckRunner.Run(parsed.GetRequiredValue(file), surroundings));
        return command;
    }
}
