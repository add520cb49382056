using System.Text;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the labels of a metric and the series that exist from the start.</summary>
internal static class LabelsReader
{
    /// <summary>Most labels a metric may have.</summary>
    /// <remarks>Prometheus set-ups commonly refuse series with more than 30 labels.</remarks>
    public const int MaxCount = 30;

    private static readonly string[] Reserved = ["le", "quantile"];

    /// <returns>Name and value in the order of the file.</returns>
    public static IReadOnlyList<(string Name, Node Value)> Read(YamlNode? node, RulesFile file)
    {
        if (node is null || file.Mapping(node, "labels") is not { } mapping) return [];

        if (mapping.Entries.Count > MaxCount) file.Error(mapping.Position, $"a metric has at most {MaxCount} labels");
        var labels = new List<(string, Node)>();
        foreach (var (key, value) in mapping.Entries)
        {
            CheckName(key, file);
            LabelAdvice.Check(key.Value, value, file);
            if (file.Expression(value, $"label {key.Value}") is { } compiled) labels.Add((key.Value, compiled));
        }

        return labels;
    }

    /// <summary>Reads <c>init</c>.</summary>
    /// <param name="node">A list of mappings from label name to value.</param>
    /// <param name="names">All labels of the metric, in order.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>Label keys; distinct.</returns>
    public static IReadOnlyList<byte[]> ReadInitialSeries(YamlNode node, IReadOnlyList<string> names, RulesFile file)
    {
        var scratch = new RuleScratch();
        var series = new List<byte[]>();
        foreach (var item in file.Items(node, "init"))
        {
            if (file.Mapping(item, "an item of init") is not { } mapping) continue;

            if (names.Count == 0 && mapping.Entries.Count > 0)
            {
                file.Error(mapping.Position, "this metric has no labels that init could give values to", "Write {}.");
                continue;
            }

            var nodes = new KeyedNodes(mapping, [.. names], file);
            scratch.Clear();
            foreach (var name in names) scratch.AppendLabel(InitialValue(nodes, name, mapping, file));

            var key = scratch.Key.ToArray();
            if (!series.Exists(other => other.AsSpan().SequenceEqual(key))) series.Add(key);
        }

        return series;
    }

    private static byte[] InitialValue(KeyedNodes nodes, string name, YamlMapping mapping, RulesFile file)
    {
        if (nodes[name] is not { } node)
        {
            file.Error(mapping.Position, $"this item of init lacks the label {name}",
                "Give every label of the metric a value.");
            return [];
        }

        return Encoding.UTF8.GetBytes(file.Text(node, $"label {name}") ?? "");
    }

    private static void CheckName(YamlScalar key, RulesFile file)
    {
        var name = key.Value;
        if (!PrometheusName.IsLabelName(name))
        {
            file.Error(key.Position, $"'{name}' is not a valid label name",
                "Names have letters, digits and underscores, and do not begin with a digit.");
        }
        else if (name.StartsWith("__", StringComparison.Ordinal))
        {
            file.Error(key.Position, $"the label {name} begins with __, which Prometheus keeps for itself",
                "Rename it.");
        }
        else if (Reserved.Contains(name))
        {
            file.Error(key.Position, $"the label {name} has a meaning of its own for Prometheus", "Rename it.");
        }
    }
}
