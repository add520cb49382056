using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary><c>logpair test</c>: unit tests of rules.</summary>
internal static class TestCommand
{
    private const string Summary = "Test rules: lines in, expected series out, with the same stages as 'run'.";

    private const string Details = """
        Examples:
          logpair test rules.test.yaml
          logpair test tests/*.yaml --filter health --junit results.xml

        A test file:
          rules: rules.yaml
          tests:
            - name: requests count by method
              lines: |
                {"@t":"2026-11-22T13:00:00Z","RequestMethod":"GET","StatusCode":200}
              expect:
                series: |
                  http_requests_total{method="GET",status="200"} 1
                unparsed: 0

        Exit codes: 0 all passed, 1 some failed or the report was not written,
        2 wrong use, or errors in a test file or in the rules (nothing was run).
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES") { Description = "Test files (YAML).", Arity = ArgumentArity.OneOrMore };
        var filter = new Option<string?>("--filter")
        {
            HelpName = "TEXT",
            Description = "Run the tests whose name contains TEXT, in whatever case.",
        };
        var junit = new Option<string?>("--junit")
        {
            HelpName = "FILE",
            Description = "Write the results for continuous integration, as JUnit's XML.",
        };
        var command = new VerbCommand("test", Summary, Details) { files, filter, junit };
        command.SetAction(parsed => TestRunner.RunAsync(
            parsed.GetRequiredValue(files), parsed.GetValue(filter) ?? "", parsed.GetValue(junit), surroundings));
        return command;
    }
}
