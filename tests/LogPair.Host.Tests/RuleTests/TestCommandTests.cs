using System.Text;
using System.Xml.Linq;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.RuleTests;

public sealed class TestCommandTests
{
    private const string Rules = "metrics: [{ name: a_total, type: counter, labels: { m: M } }]";

    private const string Tests = """
        rules: rules.yaml
        tests:
          - name: One is counted
            lines: '{"M":"a"}'
            expect: { series: 'a_total{m="a"} 1' }
          - name: "Two are \x01 <counted>"
            lines: "{\"M\":\"\\u0002\"}"
            expect: { series: 'a_total{m="a"} 2', exact: true }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheReportForContinuousIntegrationIsXmlWhateverIsInNamesAndLines()
    {
        using var volume = await WrittenAsync();

        Assert.Equal(ExitCode.Failed, await new Invocation().RunAsync("test", volume["t.yaml"], "--junit", volume["junit.xml"]));

        var suites = XDocument.Load(volume["junit.xml"]).Root!;
        Assert.Equal("testsuites", suites.Name);
        var suite = suites.Element("testsuite")!;
        Assert.Equal(("2", "1", "0"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors")));
        Assert.Equal(["One is counted", "Two are \ufffd <counted>"], suite.Elements("testcase").Select(one => (string?)one.Attribute("name")));
        var failed = Assert.Single(suite.Elements("testcase"), one => one.Element("failure") is not null);
        Assert.Equal("6", (string?)failed.Attribute("line"));
        Assert.Equal(
            "- a_total{m=\"a\"} 2    missing; nearest is a_total{m=\"\ufffd\"} 1\n+ a_total{m=\"\ufffd\"} 1    not expected\n",
            failed.Element("failure")!.Value.TrimStart('\n'));
    }

    [Theory]
    [InlineData("latin-1")]
    [InlineData("utf-16le")]
    public async Task LinesOfATestAreTextWhateverTheEncodingOfTheInput(string encoding)
    {
        using var volume = new TempVolume();
        var cancel = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(
            volume["rules.yaml"],
            $"inputs: [{{ path: /a.log, format: logfmt, encoding: {encoding} }}]\nmetrics: [{{ name: a_total, type: counter, labels: {{ m: m }} }}]",
            cancel);
        await File.WriteAllTextAsync(
            volume["t.yaml"],
            "rules: rules.yaml\ntests: [{ name: é, lines: m=café, expect: { series: 'a_total{m=\"café\"} 1' } }]",
            cancel);

        Assert.Equal(ExitCode.Done, await new Invocation().RunAsync("test", volume["t.yaml"]));
    }

    [Theory]
    [InlineData("one", ExitCode.Done, "1 test: 1 passed, 0 failed; 1 left out by --filter")]
    [InlineData("<COUNTED>", ExitCode.Failed, "1 test: 0 passed, 1 failed; 1 left out by --filter")]
    [InlineData("three", ExitCode.WrongUse, "no test's name contains 'three'")]
    public async Task AFilterChoosesByName(string filter, int exitCode, string said)
    {
        using var volume = await WrittenAsync();
        var invocation = new Invocation();

        Assert.Equal(exitCode, await invocation.RunAsync("test", volume["t.yaml"], "--filter", filter));
        Assert.Contains(said, invocation.Output + invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReportThatCannotBeWrittenFails()
    {
        using var volume = await WrittenAsync();
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Failed, await invocation.RunAsync("test", volume["t.yaml"], "--filter", "one", "--junit", volume["no/where.xml"]));
        Assert.Contains("where.xml: cannot write it", invocation.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(true, "1", false)]
    [InlineData(false, "", false)]
    public async Task ColoursAreForTerminalsThatWantThem(bool isTerminal, string noColor, bool hasColours)
    {
        using var volume = await WrittenAsync();
        using var output = new MemoryStream();

        await CommandLine.InvokeAsync(["test", volume["t.yaml"]], Some.Surroundings(Cancel) with
        {
            Output = output,
            IsOutputTerminal = isTerminal,
            Variable = name => name == "NO_COLOR" ? noColor : null,
        });

        Assert.Equal(hasColours, Encoding.UTF8.GetString(output.ToArray()).Contains('\e'));
    }

    [Fact]
    public async Task TheExampleOfThePagePassesWithTheRulesOfThePage()
    {
        using var volume = new TempVolume();
        var examples = (await File.ReadAllTextAsync(Repository.Path("docs/rules.md"), Cancel)).Split("```yaml\n").Skip(1)
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).ToList();
        await File.WriteAllTextAsync(volume["rules.yaml"], examples[0], Cancel);
        await File.WriteAllTextAsync(volume["t.yaml"], examples.Single(example => example.StartsWith("rules:", StringComparison.Ordinal)), Cancel);
        var invocation = new Invocation();

        Assert.True(await invocation.RunAsync("test", volume["t.yaml"]) == ExitCode.Done, invocation.Output + invocation.Error);
    }

    private static async Task<TempVolume> WrittenAsync()
    {
        var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["rules.yaml"], Rules, Cancel);
        await File.WriteAllTextAsync(volume["t.yaml"], Tests, Cancel);
        return volume;
    }
}
