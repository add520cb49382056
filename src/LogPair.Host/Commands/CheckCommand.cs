using System.CommandLine;
using LogPair.Host.Schema;

namespace LogPair.Host.Commands;

/// <summary><c>logpair check</c>: are these rules files right?</summary>
internal static class CheckCommand
{
    private const string Summary =
        "Check rules files: every error with file, line and column, what is wrong and how to mend it.";

    private const string Details = """
        Examples:
          logpair check rules.yaml
          logpair check --strict rules/*.yaml
          logpair check --json rules.yaml
          logpair check --schema > rules.schema.json

        Errors and warnings are lines on standard error; --json puts them on standard
        output instead. For completion in an editor that knows YAML schemas, begin a
        rules file with
          # yaml-language-server: $schema=rules.schema.json

        Exit codes: 0 no errors, 2 errors, or warnings with --strict.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES") { Description = "Rules files (YAML).", Arity = ArgumentArity.ZeroOrMore };
        var strict = new Option<bool>("--strict") { Description = "Warnings fail the check, too." };
        var json = new Option<bool>("--json") { Description = "Print what was found as a JSON array, for editors and CI." };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON Schema of rules files, and check nothing." };
        var command = new VerbCommand("check", Summary, Details) { files, strict, json, schema };
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is not { Length: > 0 } && !result.GetValue(schema))
                result.AddError("check: there is no file to check. Name one, or more.");
        });
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(schema))
            {
                var form = parsed.GetValue(json) ? CheckForm.Json : CheckForm.Lines;
                return CheckRunner.Run(parsed.GetRequiredValue(files), form, parsed.GetValue(strict), surroundings);
            }

            surroundings.Print(SchemaText.Of(RulesSchema.Create()));
            return ExitCode.Done;
        });
        return command;
    }
}
