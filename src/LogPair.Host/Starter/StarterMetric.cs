using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>A metric of a starter file.</summary>
internal sealed record StarterMetric
{
    public required string Name { get; init; }

    public required MetricType Type { get; init; }

    public required string Help { get; init; }

    /// <summary>Comments: what was seen, one sentence each.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    /// <summary>Expression; null if every record counts.</summary>
    public string? Where { get; init; }

    /// <summary>Expression; null if the metric counts records.</summary>
    public string? Value { get; init; }

    public IReadOnlyList<StarterLabel> Labels { get; init; } = [];

    /// <summary>Written as comments.</summary>
    public IReadOnlyList<StarterLabel> MoreLabels { get; init; } = [];

    /// <summary>Value of <c>buckets</c>; null if there are none to write.</summary>
    public string? Buckets { get; init; }

    public bool HasExemplars { get; init; }

    /// <summary>Null if it has no labels.</summary>
    public int? MaxSeries { get; init; }

    /// <summary>Values of the only label that are there from the start.</summary>
    public IReadOnlyList<string> Initial { get; init; } = [];

    /// <summary>More keys, as they stand.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Writes it as an item of <c>metrics</c>.</summary>
    public void WriteTo(YamlText yaml)
    {
        foreach (var sentence in Why) yaml.Comment(sentence, indent: 2);
        yaml.Line($"  - name: {Name}");
        yaml.Line($"    type: {Type.ToString().ToLowerInvariant()}");
        yaml.Line($"    help: {YamlText.Scalar(Help)}");
        if (Where is not null) yaml.Line($"    where: {YamlText.Scalar(Where)}");
        if (Value is not null) yaml.Line($"    value: {YamlText.Scalar(Value)}");
        if (Buckets is not null) yaml.Line($"    buckets: {Buckets}");
        foreach (var line in More) yaml.Line($"    {line}");
        WriteLabels(yaml);
        if (HasExemplars) yaml.Line("    exemplars: true");
        if (MaxSeries is { } most) yaml.Line(FormattableString.Invariant($"    maxSeries: {most}"));
        var initial = Initial.Select(value => $"{{ {Labels[0].Name}: {YamlText.Scalar(value)} }}");
        if (Initial.Count > 0) yaml.Line($"    init: [{string.Join(", ", initial)}]");
    }

    private void WriteLabels(YamlText yaml)
    {
        if (Labels.Count > 0) yaml.Line("    labels:");
        foreach (var label in Labels)
        {
            yaml.Comment(label.Why, indent: 6);
            yaml.Line($"      {label.Yaml}");
        }

        if (MoreLabels.Count == 0) return;

        var lead = Labels.Count > 0 ? "Others that would fit:" : "Labels that would fit, below a line 'labels:'";
        yaml.Comment(lead, indent: 6);
        foreach (var label in MoreLabels) yaml.Line($"      # {label.Yaml}   # {YamlText.Printable(label.Why)}");
    }
}
