using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>limits</c> section.</summary>
internal static class LimitsReader
{
    private const int LargestMaxSeries = 10_000_000;

    /// <param name="node">Null for the default.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>Most series of all metrics together.</returns>
    public static int Read(YamlNode? node, RulesFile file)
    {
        if (node is null || file.Mapping(node, "limits") is not { } mapping) return RuleSet.DefaultMaxSeries;

        var nodes = new KeyedNodes(mapping, MetricKeys.Limits, file);
        return nodes["series"] is { } series
            ? ScalarReader.WholeNumber(series, "series", 1, LargestMaxSeries, file) ?? RuleSet.DefaultMaxSeries
            : RuleSet.DefaultMaxSeries;
    }

    /// <summary>Series that exist from the start are there whatever the limit; then no others are.</summary>
    public static void WarnOfInitialSeries(
        IReadOnlyList<MetricRule> rules, int limit, YamlPosition at, RulesFile file)
    {
        var initial = rules.Sum(rule => rule.Definition.InitialSeries.Count);
        if (initial >= limit)
        {
            file.Warning(at, $"init alone makes {initial} series, and limits allows {limit} for all metrics together",
                "Raise series under limits, or every other series is folded into one that reads other.");
        }
    }
}
