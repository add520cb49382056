using System.Globalization;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the upper bounds of a histogram's buckets.</summary>
internal static class BucketsReader
{
    /// <summary>Most buckets a histogram may have. Every one is a series for each set of labels.</summary>
    public const int MaxCount = 200;

    /// <summary>What applies if the rule does not say; fits durations of requests in seconds.</summary>
    /// <remarks>Default of Prometheus' client libraries.</remarks>
    private static readonly double[] Default = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <param name="node">A list or a rule to make one; null for the default.</param>
    /// <param name="file">Gets the errors.</param>
    public static IReadOnlyList<double> Read(YamlNode? node, RulesFile file)
    {
        switch (node)
        {
            case null:
                return Default;
            case YamlList list:
                return ReadList(list, file);
            case YamlMapping { Entries: [var (kind, parameters)] } when kind.Value is "linear" or "exponential":
                return file.Mapping(parameters, kind.Value) is { } mapping ? ReadSeries(kind.Value, mapping, file) : [];
            default:
                file.Error(node.Position, $"buckets cannot be {node.Description}",
                    "Write [0.1, 1, 10], or {linear: {start, width, count}}, "
                    + "or {exponential: {start, factor, count}}.");
                return [];
        }
    }

    private static List<double> ReadList(YamlList list, RulesFile file)
    {
        var bounds = new List<double>();
        if (list.Items.Count is 0 or > MaxCount)
        {
            file.Error(list.Position, $"a histogram has 1 to {MaxCount} buckets, not {list.Items.Count}");
            return bounds;
        }

        foreach (var item in list.Items)
        {
            if (Number(item, "a bucket", file) is not { } bound) continue;
            if (bounds.Count > 0 && bound <= bounds[^1])
            {
                file.Error(item.Position, $"the bucket {Show(bound)} is not greater than {Show(bounds[^1])} before it",
                    "Sort the buckets and remove repeated ones.");
            }
            else bounds.Add(bound);
        }

        return bounds;
    }

    private static double[] ReadSeries(string kind, YamlMapping mapping, RulesFile file)
    {
        var isLinear = kind == "linear";
        var step = isLinear ? "width" : "factor";
        var nodes = new KeyedNodes(mapping, ["start", step, "count"], file);
        var start = Required(nodes, "start", mapping, file);
        var by = Required(nodes, step, mapping, file);
        var count = Required(nodes, "count", mapping, file);
        if (start is not { } first || by is not { } growth || count is not { } number) return [];

        if (number is < 1 or > MaxCount || number != Math.Floor(number))
        {
            file.Error(nodes["count"]!.Position, $"count must be a whole number from 1 to {MaxCount}");
            return [];
        }

        if (isLinear ? growth <= 0 : growth <= 1 || first <= 0)
        {
            file.Error(mapping.Position, isLinear
                ? "width must be greater than 0"
                : "start must be greater than 0 and factor greater than 1");
            return [];
        }

        var bounds = Enumerable.Range(0, (int)number)
            .Select(i => isLinear ? first + i * growth : first * Math.Pow(growth, i))
            .ToArray();
        if (bounds.All(double.IsFinite) && bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second))
            return bounds;

        file.Error(mapping.Position, "these buckets grow beyond what a number can hold, or not at all",
            "Use fewer, or another step.");
        return [];
    }

    private static double? Required(KeyedNodes nodes, string key, YamlMapping mapping, RulesFile file)
    {
        if (nodes[key] is { } node) return Number(node, key, file);

        file.Error(mapping.Position, $"{key} is missing");
        return null;
    }

    private static double? Number(YamlNode node, string what, RulesFile file)
    {
        if (file.Text(node, what) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        var isInfinity = text.TrimStart('+', '.').StartsWith("inf", StringComparison.OrdinalIgnoreCase);
        file.Error(node.Position, $"{what} must be a finite number, not '{text}'",
            isInfinity ? "The bucket +Inf is always there; leave it out." : "");
        return null;
    }

    private static string Show(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
