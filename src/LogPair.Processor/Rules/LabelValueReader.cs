using System.Text;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads what one label is to read: an expression, or a mapping that says more.</summary>
internal static class LabelValueReader
{
    private const int MaxEntries = 1000;

    /// <returns>Null if there are errors.</returns>
    public static Node? Read(string name, YamlNode node, RulesFile file)
    {
        if (node is not YamlMapping mapping)
        {
            var value = file.Expression(node, $"label {name}");
            if (value is not null) UnboundedLabels.Warn(name, (YamlScalar)node, file);
            return value;
        }

        var nodes = new KeyedNodes(mapping, MetricKeys.Label, file);
        var errors = file.Errors.Count;
        var @default = nodes["default"] is { } other ? file.Text(other, "default") : null;
        if (Source(name, nodes, mapping, @default, file) is not { } source) return null;

        var map = nodes["map"] is { } entries ? Map(entries, file) : [];
        var closed = nodes["closed"] is { } list ? Texts(list, "closed", file) : null;
        if (file.Errors.Count > errors) return null;
        if (map.Count > 0 || closed is not null) return new LabelNode(source, map, closed, @default);

        if (nodes["value"] is YamlScalar scalar) UnboundedLabels.Warn(name, scalar, file);
        return @default is null || source is ConstantNode ? source : new LabelNode(source, map, closed, @default);
    }

    private static Node? Source(string name, KeyedNodes nodes, YamlMapping mapping, string? @default, RulesFile file)
    {
        string[] sources = ["value", "env", "text"];
        if (sources.Count(source => nodes[source] is not null) != 1)
        {
            file.Error(mapping.Position, $"the label {name} needs one of value, env and text",
                "Write value with an expression, env with the name of an environment variable, or text.");
            return null;
        }

        if (nodes["value"] is { } value) return file.Expression(value, $"label {name}");

        return nodes["text"] is { } text
            ? Constant(file.Text(text, "text"))
            : Constant(Variable(name, nodes["env"]!, @default, file));
    }

    private static string? Variable(string label, YamlNode node, string? @default, RulesFile file)
    {
        if (file.Text(node, "env") is not { } variable) return null;
        if (file.Variable(variable) is { Length: > 0 } value) return value;
        if (@default is not null) return @default;

        file.Error(node.Position, $"the label {label} needs the environment variable {variable}, which is not set",
            "Set it, or give the label a default.");
        return null;
    }

    private static ConstantNode? Constant(string? text) =>
        text is null ? null : new ConstantNode(Value.Text(Encoding.UTF8.GetBytes(text)));

    private static List<KeyValuePair<string, string>> Map(YamlNode node, RulesFile file)
    {
        var map = new List<KeyValuePair<string, string>>();
        if (file.Mapping(node, "map") is not { } mapping) return map;

        Limit(mapping.Entries.Count, "map", node, file);
        foreach (var (key, value) in mapping.Entries)
        {
            if (new LabelPattern(key.Value).IsEmpty)
                file.Error(key.Position, $"no number is in {key.Value}", "Write the smaller number first.");
            if (file.Text(value, $"the label for {key.Value}") is { } label) map.Add(new(key.Value, label));
        }

        return map;
    }

    private static List<string> Texts(YamlNode node, string key, RulesFile file)
    {
        var items = file.Items(node, key);
        if (node is YamlList { Items.Count: 0 })
            file.Error(node.Position, $"{key} lists no value", $"Add the values that may appear, or leave {key} out.");
        Limit(items.Count, key, node, file);
        return [.. items.Select(item => file.Text(item, $"an item of {key}")).OfType<string>()];
    }

    private static void Limit(int count, string key, YamlNode node, RulesFile file)
    {
        if (count > MaxEntries) file.Error(node.Position, $"{key} has at most {MaxEntries} entries, not {count}");
    }
}
