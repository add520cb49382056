using System.Globalization;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads what a summary is to tell.</summary>
internal static class QuantilesReader
{
    private const int MaxCount = 20;
    private static readonly double[] Default = [0.5, 0.9, 0.99];

    /// <summary>Shorter ones would move on faster than anybody scrapes.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    public static IReadOnlyList<double> Read(YamlNode? node, RulesFile file)
    {
        if (node is null) return Default;

        var items = file.Items(node, "quantiles");
        if (node is YamlList && items.Count is 0 or > MaxCount)
            file.Error(node.Position, $"a summary has 1 to {MaxCount} quantiles, not {items.Count}");

        var quantiles = new SortedSet<double>();
        foreach (var item in items)
        {
            if (file.Text(item, "a quantile") is not { } text) continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var quantile)
                || quantile is not (>= 0 and <= 1))
            {
                file.Error(item.Position, $"a quantile must be a number from 0 to 1, not '{text}'",
                    "The 95th percentile is 0.95.");
            }
            else if (!quantiles.Add(quantile)) file.Error(item.Position, $"the quantile {text} is given twice");
        }

        return [.. quantiles];
    }

    public static TimeSpan ReadWindow(YamlNode? node, RulesFile file) =>
        node is null
            ? MetricDefinition.DefaultWindow
            : ScalarReader.Duration(node, "window", ShortestWindow, LongestWindow, file) ?? MetricDefinition.DefaultWindow;
}
