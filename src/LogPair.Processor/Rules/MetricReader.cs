using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>metrics</c> section.</summary>
internal sealed class MetricReader
{
    /// <summary>Most that <c>maxSeries</c> may be.</summary>
    public const int LargestMaxSeries = 1_000_000;

    /// <summary>Most that <c>k</c> may be.</summary>
    public const int LargestK = 1000;
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(3650);

    private readonly RulesFile _file;
    private readonly MetricNames _names;
    private readonly IReadOnlyList<LabelDefinition> _common;

    /// <param name="file">Gets the errors.</param>
    /// <param name="common">Labels of all metrics.</param>
    public MetricReader(RulesFile file, IReadOnlyList<LabelDefinition> common)
    {
        _file = file;
        _common = common;
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
        var nodes = new KeyedNodes(mapping, MetricKeys.All, _file);
        var type = ReadType(nodes, mapping);
        var name = ReadName(nodes, mapping, type);
        var where = nodes["where"] is { } condition ? _file.Expression(condition, "where") : null;
        WarnOfConstant(where, nodes["where"]);
        var value = ReadValue(nodes, mapping, type);
        var labels = LabelsReader.Read(nodes["labels"], _common, _file);
        if (type is not { } known)
        {
            ReadMaxSeries(nodes["maxSeries"]);
            return null;
        }

        CheckKeys(nodes, known);
        var exemplars = ExemplarsReader.Read(nodes["exemplars"], _file);
        var definition = ReadOfType(nodes, mapping, known, labels) with
        {
            Name = name ?? "",
            Help = nodes["help"] is { } help ? HelpText.OnOneLine(_file.Text(help, "help") ?? "") : $"{known} of the rules file.",
            LabelNames = [.. labels.Select(label => label.Name)],
            InitialSeries = ReadInitialSeries(nodes, labels, known),
            HasExemplars = exemplars is not null,
            ExpireAfter = ReadExpireAfter(nodes["expireAfter"]),
        };
        _names.WarnOfLabels(definition, mapping.Position);
        return name is null
            ? null
            : new MetricRule(definition, where, value, [.. labels.Select(label => label.Value)], exemplars);
    }

    private MetricDefinition ReadOfType(
        KeyedNodes nodes, YamlMapping mapping, MetricType type, IReadOnlyList<LabelDefinition> labels)
    {
        var definition = new MetricDefinition { Name = "", Help = "", Type = type };
        var maxSeries = ReadMaxSeries(nodes["maxSeries"]);
        switch (type)
        {
            case MetricType.Gauge:
                return definition with { Action = ReadAction(nodes["action"]), MaxSeries = maxSeries };
            case MetricType.Histogram:
                return definition with { Buckets = BucketsReader.Read(nodes["buckets"], _file), MaxSeries = maxSeries };
            case MetricType.Summary:
                return definition with
                {
                    Quantiles = QuantilesReader.Read(nodes["quantiles"], _file),
                    Window = QuantilesReader.ReadWindow(nodes["window"], _file),
                    MaxSeries = maxSeries,
                };
            case MetricType.TopK:
                if (labels.Count == 0 && nodes["labels"] is null or YamlMapping { Entries.Count: 0 })
                    _file.Error(mapping.Position, "a topk needs labels", "Its series are the label values that are heaviest.");
                var k = nodes["k"] is { } node ? ScalarReader.WholeNumber(node, "k", 1, LargestK, _file) : null;
                return definition with { K = k ?? MetricDefinition.DefaultK, MaxSeries = CountersFor(k) };
            default:
                return definition with { MaxSeries = maxSeries };
        }
    }

    private static int CountersFor(int? k) => MetricDefinition.CountersFor(k ?? MetricDefinition.DefaultK);

    private MetricType? ReadType(KeyedNodes nodes, YamlMapping mapping)
    {
        if (nodes["type"] is not { } node)
        {
            _file.Error(mapping.Position, "type is missing", $"Add type: {OneOf(MetricKeys.Types)}.");
            return null;
        }

        if (_file.Text(node, "type") is not { } text) return null;

        for (var i = 0; i < MetricKeys.Types.Count; i++)
        {
            if (MetricKeys.Types[i] == text) return (MetricType)i;
        }

        _file.Error(node.Position, $"there is no metric type {text}", NearestName.Hint(text, MetricKeys.Types));
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
            if (value is ConstantNode constant && type != MetricType.Distinct && !constant.Value.TryGetNumber(out _))
            {
                _file.Error(node.Position, "value is never a number",
                    "A name without quotes means a property, such as Elapsed.");
            }

            if (type == MetricType.Counter && value is ConstantNode { Value: var by } && by.TryGetNumber(out var amount) && amount < 0)
                _file.Error(node.Position, $"a counter cannot go down by {-amount}", "Use a gauge with action: add.");

            return value;
        }

        if (type is not (null or MetricType.Counter or MetricType.TopK))
        {
            _file.Error(mapping.Position, $"a {Name(type.Value)} needs a value", type == MetricType.Distinct
                ? "Add value with the property whose different values are counted, such as value: UserId."
                : "Add value with the property that is measured, such as value: Elapsed / 1000.");
        }

        return null;
    }

    private void CheckKeys(KeyedNodes nodes, MetricType type)
    {
        foreach (var key in MetricKeys.All)
        {
            if (nodes[key] is not { } node) continue;

            var has = MetricKeys.OfType.Where(entry => entry.Value.Contains(key)).Select(entry => entry.Key).ToList();
            if (type == MetricType.TopK && MetricKeys.NotOfTopK.Contains(key))
                _file.Error(node.Position, $"a topk has no {key}", "Remove it; k says how many series there are.");
            else if (has.Count > 0 && !has.Contains(type))
            {
                _file.Error(node.Position, $"a {Name(type)} has no {key}",
                    $"Remove {(key.EndsWith('s') ? "them" : "it")}, or make it a {OneOf([.. has.Select(Name)])}.");
            }
        }
    }

    private GaugeAction ReadAction(YamlNode? node)
    {
        if (node is null || _file.Text(node, "action") is not { } text || text == "last") return GaugeAction.Set;

        for (var i = 0; i < MetricKeys.Actions.Count; i++)
        {
            if (MetricKeys.Actions[i] == text) return (GaugeAction)i;
        }

        _file.Error(node.Position, $"there is no action {text}", NearestName.Hint(text, MetricKeys.Actions));
        return GaugeAction.Set;
    }

    private int ReadMaxSeries(YamlNode? node) =>
        (node is null ? null : ScalarReader.WholeNumber(node, "maxSeries", 1, LargestMaxSeries, _file))
        ?? MetricDefinition.DefaultMaxSeries;

    private TimeSpan? ReadExpireAfter(YamlNode? node) =>
        node is null or YamlScalar { Value: "never" }
            ? null
            : ScalarReader.Duration(node, "expireAfter", ShortestLife, LongestLife, _file);

    private IReadOnlyList<byte[]> ReadInitialSeries(
        KeyedNodes nodes, IReadOnlyList<LabelDefinition> labels, MetricType type)
    {
        if (nodes["init"] is { } node)
        {
            // Labels that failed to compile would make every item look wrong.
            var declared = nodes["labels"] is YamlMapping own
                ? own.Entries.All(entry => labels.Any(label => label.Name == entry.Key.Value))
                : true;
            return declared ? LabelsReader.ReadInitialSeries(node, labels, _file) : [];
        }

        return type is MetricType.Counter or MetricType.Histogram && LabelsReader.OnlySeries(labels) is { } only
            ? [only]
            : [];
    }

    private void WarnOfConstant(Node? where, YamlNode? node)
    {
        if (where is not ConstantNode constant) return;

        _file.Warning(node!.Position, constant.Value.IsTrue ? "where is always true" : "where is never true",
            "A name without quotes means a property.");
    }

    private static string Name(MetricType type) => MetricKeys.Types[(int)type];

    private static string OneOf(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
}
