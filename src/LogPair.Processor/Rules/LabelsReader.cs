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

    /// <param name="node">A mapping from label name to what it reads; null for none.</param>
    /// <param name="common">Labels of all metrics; those of the same name in <paramref name="node"/> count
    /// instead.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>In the order of the file, the common ones last.</returns>
    public static IReadOnlyList<LabelDefinition> Read(
        YamlNode? node, IReadOnlyList<LabelDefinition> common, RulesFile file)
    {
        var labels = new List<LabelDefinition>();
        if (node is not null && file.Mapping(node, "labels") is { } mapping)
        {
            foreach (var (key, value) in mapping.Entries)
            {
                CheckName(key, file);
                if (LabelValueReader.Read(key.Value, value, file) is { } label) labels.Add(new(key.Value, label));
            }
        }

        labels.AddRange(common.Where(label => !labels.Exists(own => own.Name == label.Name)).ToList());
        if (labels.Count > MaxCount) file.Error(node?.Position ?? default, $"a metric has at most {MaxCount} labels");
        return labels;
    }

    /// <summary>The key of the only series that a metric can have; null if it may have several.</summary>
    public static byte[]? OnlySeries(IReadOnlyList<LabelDefinition> labels)
    {
        var scratch = new RuleScratch();
        foreach (var label in labels)
        {
            if (label.Value is not ConstantNode constant) return null;
            scratch.AppendLabel(constant.Value.ToLabel(scratch.Text));
        }

        return scratch.Key.ToArray();
    }

    /// <summary>Reads <c>init</c>.</summary>
    /// <param name="node">A list of mappings from label name to value.</param>
    /// <param name="labels">All labels of the metric, in order. Constant ones need no value.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>Label keys; distinct.</returns>
    public static IReadOnlyList<byte[]> ReadInitialSeries(
        YamlNode node, IReadOnlyList<LabelDefinition> labels, RulesFile file)
    {
        var scratch = new RuleScratch();
        var series = new List<byte[]>();
        foreach (var item in file.Items(node, "init"))
        {
            if (file.Mapping(item, "an item of init") is not { } mapping) continue;

            if (labels.Count == 0 && mapping.Entries.Count > 0)
            {
                file.Error(mapping.Position, "this metric has no labels that init could give values to",
                    "Remove init, or give the metric these labels: without any it is there, at zero, from the first scrape.");
                continue;
            }

            var nodes = new KeyedNodes(mapping, [.. labels.Select(label => label.Name)], file);
            scratch.Clear();
            foreach (var label in labels) scratch.AppendLabel(InitialValue(nodes, label, mapping, file));

            var key = scratch.Key.ToArray();
            if (!series.Exists(other => other.AsSpan().SequenceEqual(key))) series.Add(key);
        }

        return series;
    }

    private static byte[] InitialValue(KeyedNodes nodes, LabelDefinition label, YamlMapping mapping, RulesFile file)
    {
        if (nodes[label.Name] is not { } node)
        {
            if (label.Value is ConstantNode constant) return constant.Value.ToLabel(new TextScratch()).ToArray();

            file.Error(mapping.Position, $"this item of init lacks the label {label.Name}",
                "Give every label of the metric a value.");
            return [];
        }

        return Encoding.UTF8.GetBytes(file.Text(node, $"label {label.Name}") ?? "");
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
