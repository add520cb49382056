using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Expressions.Functions;
using LogPair.Processor.Rules.Expressions.Operators;

namespace LogPair.Processor.Tests.Rules;

/// <summary>Compares docs/rules.md with the code.</summary>
public sealed class RulesPageTests
{
    private static readonly string Page = ReadPage();

    [Fact]
    public void ThePageNamesEveryFunction() =>
        Assert.All(FunctionDefinition.All, function => Assert.Contains($"`{function.Name}", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesEveryOperator() =>
        Assert.All(BinaryOperator.All, binary => Assert.Contains($"`{binary.Symbol}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesEveryFormat() =>
        Assert.All(InputRule.Formats, format => Assert.Contains($"`{format}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageShowsTheBuiltInRules() =>
        Assert.Contains(BuiltInRules.Yaml.TrimEnd(), Page, StringComparison.Ordinal);

    [Fact]
    public void EveryExampleOfAWholeFileIsValid()
    {
        var examples = Page.Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])
            .Where(example => example.StartsWith("inputs:", StringComparison.Ordinal) || example.StartsWith("metrics:", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.Empty(RulesLoader.Load("rules.md", example).Errors));
    }

    private static string ReadPage()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "LogPair.sln"))) directory = directory.Parent!;
        return File.ReadAllText(Path.Combine(directory.FullName, "docs", "rules.md"));
    }
}
