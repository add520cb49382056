using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Names for metrics and labels that a rules file may have, and that nobody would complain of.</summary>
internal sealed class StarterNames
{
    private const int MaxLength = 60;

    // Of Prometheus: two have a meaning in histograms and summaries, two it gives to every target.
    private static readonly string[] Reserved = ["le", "quantile", "job", "instance"];

    private readonly List<(string Name, MetricType Type)> _taken = [];

    /// <summary>The first name that is free and that <c>check</c> does not warn of.</summary>
    /// <param name="type">Of the metric.</param>
    /// <param name="wanted">By preference.</param>
    public string Metric(MetricType type, params ReadOnlySpan<string> wanted)
    {
        foreach (var name in wanted)
        {
            if (TryTake(name, type)) return name;
        }

        var last = wanted[^1];
        for (var number = 2; ; number++)
        {
            var (start, end) = Split(IsFine([(last, type)]) ? last : TypicalName(type));
            var name = FormattableString.Invariant($"{start}_{number}{end}");
            if (TryTake(name, type)) return name;
        }
    }

    /// <summary>A label's name made of a field's.</summary>
    /// <param name="field">Whose values it has.</param>
    /// <param name="taken">Names of the metric's other labels.</param>
    public static string Label(FieldName field, IEnumerable<string> taken)
    {
        var words = NameWords.Of(field.Members[^1]).Snake;
        if (words.Length > MaxLength) words = words[..MaxLength].TrimEnd('_');
        if (words.Length == 0 || char.IsAsciiDigit(words[0]) || Reserved.Contains(words))
            words = $"field_{words}".TrimEnd('_');

        var name = words;
        for (var number = 2; taken.Contains(name); number++) name = FormattableString.Invariant($"{words}_{number}");
        return name;
    }

    private bool TryTake(string name, MetricType type)
    {
        if (name.Length > 2 * MaxLength || !IsFine([.. _taken, (name, type)])) return false;

        _taken.Add((name, type));
        return true;
    }

    // Whoever checks the file later has the last word, so it is asked.
    private static bool IsFine(IEnumerable<(string Name, MetricType Type)> metrics)
    {
        var yaml = new YamlText();
        yaml.Line("metrics:");
        foreach (var (name, type) in metrics)
        {
            var value = type is MetricType.Counter or MetricType.TopK ? "" : ", value: A";
            var labels = type == MetricType.TopK ? ", labels: { a: A }" : "";
            var typeName = type.ToString().ToLowerInvariant();
            yaml.Line($"  - {{ name: {YamlText.Scalar(name)}, type: {typeName}{value}{labels} }}");
        }

        var loaded = RulesLoader.Load("starter", yaml.ToString());
        return loaded.Errors.Count == 0 && loaded.Warnings.Count == 0;
    }

    private static string TypicalName(MetricType type) => type switch
    {
        MetricType.Counter => "log_field_total",
        _ => "log_field",
    };

    // The unit and _total stay at the end.
    private static (string Start, string End) Split(string name)
    {
        foreach (var end in (ReadOnlySpan<string>)["_seconds", "_bytes", "_total"])
        {
            if (name.EndsWith(end, StringComparison.Ordinal)) return (name[..^end.Length], end);
        }

        return (name, "");
    }
}
