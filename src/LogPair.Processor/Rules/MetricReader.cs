using System.Globalization;
using LogPair.Processor.Rules.Expressions;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>metrics</c> section.</summary>
internal sealed class MetricReader
{
    /// <summary>Most that <c>maxSeries</c> may be.</summary>
    public const int LargestMaxSeries = 1_000_000;

    /// <summary>What a metric may say.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["name", "type", "help", "where", "value", "labels", "buckets", "maxSeries", "init", "exemplars",
            "expireAfter"];

    /// <summary>By <see cref="MetricType"/>.</summary>
    public static readonly string[] TypeNames = ["counter", "gauge", "histogram"];

    private static readonly string[] KeysWithoutEffect = ["exemplars", "expireAfter"];

    private readonly RulesFile _file;
    private readonly MetricNames _names;

    public MetricReader(RulesFile file)
    {
        _file = file;
        _names = new MetricNames(file);
    }

    /// <summary>Reads all metrics. Those with errors are left out.</summary>
    public IReadOnlyList<MetricRule> ReadAll(YamlNode node)
    {
        var rules = new List<MetricRule>();
        foreach (var item in _file.Items(node, "metrics"))
        {
            if (_file.Mapping(item, "a metric") is { } mapping && Read(mapping) is { } rule) rules.Add(rule);
        }

        return rules;
    }

    private MetricRule? Read(YamlMapping mapping)
    {
        var nodes = new KeyedNodes(mapping, Keys, _file);
        var type = ReadType(nodes, mapping);
        var name = ReadName(nodes, mapping, type);
        var where = nodes["where"] is { } condition ? _file.Expression(condition, "where") : null;
        WarnOfConstant(where, nodes["where"]);
        var value = ReadValue(nodes, mapping, type);
        var labels = LabelsReader.Read(nodes["labels"], _file);
        var buckets = ReadBuckets(nodes, type);
        var maxSeries = ReadMaxSeries(nodes["maxSeries"]);
        var labelNames = labels.Select(label => label.Name).ToArray();
        var initial = ReadInitialSeries(nodes, labelNames, type);
        foreach (var key in KeysWithoutEffect)
        {
            if (nodes[key] is { } node) _file.Warning(node.Position, $"{key} has no effect yet");
        }

        if (name is null || type is null) return null;

        var definition = new MetricDefinition
        {
            Name = name,
            Type = type.Value,
            Help = nodes["help"] is { } help ? _file.Text(help, "help") ?? "" : $"{type} of the rules file.",
            LabelNames = labelNames,
            Buckets = buckets,
            MaxSeries = maxSeries,
            InitialSeries = initial,
        };
        return new MetricRule(definition, where, value, [.. labels.Select(label => label.Value)]);
    }

    private MetricType? ReadType(KeyedNodes nodes, YamlMapping mapping)
    {
        if (nodes["type"] is not { } node)
        {
            _file.Error(mapping.Position, "type is missing", "Add type: counter, gauge or histogram.");
            return null;
        }

        if (_file.Text(node, "type") is not { } text) return null;

        var index = Array.IndexOf(TypeNames, text);
        if (index >= 0) return (MetricType)index;

        _file.Error(node.Position, $"there is no metric type {text}", NearestName.Hint(text, TypeNames));
        return null;
    }

    private string? ReadName(KeyedNodes nodes, YamlMapping mapping, MetricType? type)
    {
        if (nodes["name"] is not { } node)
        {
            _file.Error(mapping.Position, "name is missing", "Every metric needs a name.");
            return null;
        }

        if (_file.Text(node, "name") is not { } name) return null;

        if (type is { } known) _names.Check(name, known, node.Position);
        return name;
    }

    private Node? ReadValue(KeyedNodes nodes, YamlMapping mapping, MetricType? type)
    {
        if (nodes["value"] is { } node)
        {
            var value = _file.Expression(node, "value");
            if (value is ConstantNode constant && !constant.Value.TryGetNumber(out _))
            {
                _file.Error(node.Position, "value is never a number",
                    "A name without quotes means a property, such as Elapsed.");
            }

            return value;
        }

        if (type is MetricType.Gauge or MetricType.Histogram)
        {
            _file.Error(mapping.Position, $"a {TypeNames[(int)type]} needs a value",
                "Add value with the property that is measured, such as value: Elapsed / 1000.");
        }

        return null;
    }

    private IReadOnlyList<double> ReadBuckets(KeyedNodes nodes, MetricType? type)
    {
        if (type == MetricType.Histogram) return BucketsReader.Read(nodes["buckets"], _file);

        if (type is not null && nodes["buckets"] is { } node)
        {
            _file.Error(node.Position, $"a {TypeNames[(int)type]} has no buckets",
                "Remove them, or make it a histogram.");
        }

        return [];
    }

    private int ReadMaxSeries(YamlNode? node)
    {
        if (node is null || _file.Text(node, "maxSeries") is not { } text) return MetricDefinition.DefaultMaxSeries;

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number is >= 1 and <= LargestMaxSeries) return number;

        _file.Error(node.Position, $"maxSeries must be a whole number from 1 to {LargestMaxSeries}, not '{text}'");
        return MetricDefinition.DefaultMaxSeries;
    }

    private IReadOnlyList<byte[]> ReadInitialSeries(
        KeyedNodes nodes, string[] labelNames, MetricType? type)
    {
        if (nodes["init"] is { } node)
        {
            // Labels that failed to compile would make every item look wrong.
            var declared = nodes["labels"] is YamlMapping labels ? labels.Entries.Count : 0;
            return declared == labelNames.Length ? LabelsReader.ReadInitialSeries(node, labelNames, _file) : [];
        }

        return labelNames.Length == 0 && type is MetricType.Counter or MetricType.Histogram ? [[]] : [];
    }

    private void WarnOfConstant(Node? where, YamlNode? node)
    {
        if (where is not ConstantNode constant) return;

        _file.Warning(node!.Position, constant.Value.IsTrue ? "where is always true" : "where is never true",
            "A name without quotes means a property.");
    }
}
