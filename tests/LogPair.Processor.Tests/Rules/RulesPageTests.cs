using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Expressions.Functions;
using LogPair.Processor.Rules.Expressions.Operators;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Rules;

/// <summary>Compares docs/rules.md with the code.</summary>
public sealed class RulesPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/rules.md"));

    private static readonly string[] Sections = ["inputs:", "labels:", "metrics:", "limits:"];

    [Fact]
    public void ThePageNamesEveryFunction() =>
        Assert.All(FunctionDefinition.All, function => Assert.Contains($"`{function.Name}", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesEveryOperator() =>
        Assert.All(BinaryOperator.All, binary => Assert.Contains($"`{binary.Symbol}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesEveryFormat() =>
        Assert.All(LineFormats.All, format => Assert.Contains($"`{format.Name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesEveryTypeKeyAndActionOfMetrics() => Assert.All(
        [
            .. MetricKeys.Types, .. MetricKeys.All, .. MetricKeys.Actions, .. MetricKeys.Label,
            .. SegmentFields.Names,
        ],
        key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageShowsTheBuiltInRules() =>
        Assert.Contains(BuiltInRules.Yaml.TrimEnd(), Page, StringComparison.Ordinal);

    [Fact]
    public void EveryExampleOfAWholeFileIsValid()
    {
        var examples = Page.Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])
            .Where(example => Sections.Any(section => example.StartsWith(section, StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(6, examples.Count);
        Assert.All(examples, example => Assert.Empty(RulesLoader.Load("rules.md", example).Errors));
    }

    [Fact]
    public void TheExampleInTheReadmeIsValid()
    {
        var example = Repository.Block(File.ReadAllText(Repository.Path("README.md")), "rules");

        var result = RulesLoader.Load("README.md", example);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(2, result.Rules!.Metrics.Count);
    }
}
