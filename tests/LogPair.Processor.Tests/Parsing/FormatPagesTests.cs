using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Compares docs/formats with the code.</summary>
public sealed class FormatPagesTests
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/formats/README.md"));

    public static TheoryData<string> Fields => ["@t", "@l", "@m", "@mt", "@x", "@i", "@r", "@tr", "@sp", "@ps", "@st"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void TheTableOfNamesIsThatOfTheCode(string field)
    {
        var names = BuiltInFields.Candidates(new FieldPath(field)).Select(path => string.Join('.', path)).Distinct();
        var row = $"| `{field}` | {string.Join(' ', names.SkipLast(1).Select(name => $"`{name}`"))} |";

        Assert.Contains(row, Page, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFormatIsInTheTableWithItsParameters()
    {
        var rows = Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();

        Assert.All(LineFormats.All, format => Assert.Contains(rows, row => Names(row, format.Name)
            && format.Parameters.All(parameter => Names(row, parameter.Name))));
    }

    [Fact]
    public void EveryExampleOfAFormatIsValid()
    {
        var examples = Directory.GetFiles(Repository.Path("docs/formats"), "*.md").SelectMany(File.ReadLines)
            .Where(line => line.TrimStart().StartsWith("format: ", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(
            RulesLoader.Load("page", $"inputs:\n  - path: /var/log/app.log\n    {example.TrimStart()}\n").Errors));
    }

    private static bool Names(string row, string what) => row.Contains($"`{what}`", StringComparison.Ordinal);
}
