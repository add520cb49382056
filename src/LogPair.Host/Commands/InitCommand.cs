using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary><c>logpair init</c>: starter rules from real files.</summary>
internal static class InitCommand
{
    private const string Summary = "Look at log files and write a commented rules file for them, to begin with.";

    private const string Details = """
        Examples:
          logpair init /var/log/nginx/access.log > rules.yaml
          logpair init --output rules.yaml /var/log/app
          logpair init old/*.log.gz | logpair check /dev/stdin

        The rules go to standard output; what was found goes to standard error: format
        and how sure it is, fields, their kinds and values, lines that cannot be read.
        It looks at the first 20,000 lines, or 16 MiB, of each file, and at 50 files,
        those that changed last. It changes nothing but the output file.

        Exit codes: 0 done, 1 a file could not be read (rules are written from the
        others), 2 wrong use, or nothing to look at.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Log files, directories or globs; gzip and zstd are unpacked.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output")
        {
            HelpName = "FILE",
            Description = "Write the rules to this file, if it is not there yet.",
        };
        var force = new Option<bool>("--force") { Description = "Replace the output file if it is there." };
        var command = new VerbCommand("init", Summary, Details) { files, output, force };
        command.SetAction(parsed =>
        {
            var patterns = parsed.GetRequiredValue(files);
            var options = new InitOptions(patterns, parsed.GetValue(output), parsed.GetValue(force));
            return InitRunner.Run(options, surroundings);
        });
        return command;
    }
}
