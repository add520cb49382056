using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Compares the pages about formats of servers with the code.</summary>
public sealed class ServerFormatPagesTests
{
    [Theory]
    [InlineData("access-logs.md", 3)]
    [InlineData("w3c.md", 1)]
    [InlineData("syslog.md", 1)]
    public void EveryExampleOfAWholeFileIsValid(string page, int count)
    {
        var examples = Blocks(page, "yaml").Where(block => block.StartsWith("inputs:", StringComparison.Ordinal)).ToList();

        Assert.Equal(count, examples.Count);
        Assert.All(examples, example => Assert.Empty(RulesLoader.Load(page, example).Errors));
    }

    [Theory]
    [InlineData("access-logs.md", "combined", 1)]
    [InlineData("w3c.md", "w3c", 1)]
    [InlineData("syslog.md", "syslog", 4)]
    public void TheExampleLinesAreReadAndRecognized(string page, string format, int records)
    {
        var lines = Blocks(page, "")[0].TrimEnd('\n').Split('\n').Select(System.Text.Encoding.UTF8.GetBytes).ToList();

        Assert.Equal(records, FormatReading.Of(format).All(lines, "@t").Count(values => values is not (null or ["missing"])));
        Assert.Contains(lines, line => LineFormats.Find(format)!.Recognizes!(line));
    }

    [Theory]
    [InlineData("java.md", "log4j log4j log4j log4j log4j logback spring spring spring")]
    [InlineData("python.md", "python python log4j python python")]
    public void EachExampleLineIsRecognizedAsThePageSays(string page, string formats)
    {
        var lines = Blocks(page, "")[0].TrimEnd('\n').Split('\n').Select(System.Text.Encoding.UTF8.GetBytes);

        Assert.Equal(
            formats.Split(' '), lines.Select(line => LineFormats.All.FirstOrDefault(format => format.Recognizes?.Invoke(line) == true)?.Name));
    }

    private static List<string> Blocks(string page, string language) =>
    [
        .. File.ReadAllText(Repository.Path($"docs/formats/{page}")).Split("```").Where((_, i) => i % 2 == 1)
            .Where(block => block.StartsWith($"{language}\n", StringComparison.Ordinal)).Select(block => block[(language.Length + 1)..]),
    ];
}
