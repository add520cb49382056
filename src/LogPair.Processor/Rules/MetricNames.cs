using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>The metric names of one file: valid, and no two that would meet in the exposition.</summary>
internal sealed class MetricNames
{
    private const string Total = "_total";

    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];
    private static readonly string[] SummarySuffixes = ["_sum", "_count"];
    private static readonly string[] TypesOfPrometheus = ["counter", "gauge", "histogram", "summary"];

    private readonly RulesFile _file;
    private readonly Dictionary<string, (string Owner, int Line)> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, MetricType Type, int Line)> _families = new(StringComparer.Ordinal);

    public MetricNames(RulesFile file)
    {
        _file = file;
    }

    public void Check(string name, MetricType type, YamlPosition at)
    {
        if (!PrometheusName.IsMetricName(name))
        {
            _file.Error(at, $"'{name}' is not a valid metric name",
                name.Contains('-', StringComparison.Ordinal) && PrometheusName.IsMetricName(name.Replace('-', '_'))
                    ? $"Write {name.Replace('-', '_')}."
                    : "Names have letters, digits and underscores, and do not begin with a digit.");
            return;
        }

        if (name.StartsWith("logpair_", StringComparison.Ordinal))
        {
            _file.Error(at, $"{name} begins with logpair_, which is kept for LogPair's own metrics",
                "Choose another prefix.");
        }

        if (name is "process_cpu_seconds" or "process_cpu_seconds_total" or "process_resident_memory_bytes")
            _file.Error(at, $"{name} is what LogPair's own process uses", "Choose another name.");

        Claim(name, name, at);
        foreach (var suffix in SuffixesOf(type)) Claim(name + suffix, name, at);
        CheckFamily(name, type, at);
        WarnOfUnusualName(name, type, at);
        WarnOfWords(name, type, at);
    }

    /// <summary>Warns of label names that <c>promtool check metrics</c> would complain of.</summary>
    public void WarnOfLabels(MetricDefinition definition, YamlPosition at)
    {
        foreach (var label in definition.LabelNames.Where(IsCamelCase))
        {
            _file.Warning(at, $"the label {label} of {definition.Name} is written in camelCase",
                $"By Prometheus' convention it is {SnakeCase(label)}.");
        }
    }

    private static string[] SuffixesOf(MetricType type) => type switch
    {
        MetricType.Histogram => HistogramSuffixes,
        MetricType.Summary => SummarySuffixes,
        _ => [],
    };

    // What promtool check metrics says of names, beside what is said below.
    private void WarnOfWords(string name, MetricType type, YamlPosition at)
    {
        if (MetricUnits.TryFindOddUnit(name, out var unit, out var baseUnit))
        {
            _file.Warning(at, $"{name} is in {unit}", $"By Prometheus' convention it is in {baseUnit}: convert the value, "
                + $"and write {baseUnit} in the name.");
        }

        if (MetricUnits.FindAbbreviation(name) is { } abbreviation)
            _file.Warning(at, $"{name} has the abbreviated unit {abbreviation}", "Write units out, such as seconds or bytes.");

        if (TypesOfPrometheus.FirstOrDefault(word => HasWord(name, word)) is { } typeWord)
            _file.Warning(at, $"{name} has the metric type {typeWord} in its name", "Leave it out.");

        if (IsCamelCase(name))
            _file.Warning(at, $"{name} is written in camelCase", $"By Prometheus' convention it is {SnakeCase(name)}.");

        if (SuffixesOf(type).Length == 0 && SummarySuffixes.Any(name.EndsWith))
            _file.Warning(at, $"{name} ends as the series of a histogram or summary do", "Rename it.");
        if (type != MetricType.Histogram && name.EndsWith("_bucket", StringComparison.Ordinal))
            _file.Warning(at, $"{name} ends as the series of a histogram do", "Rename it.");
    }

    private static bool HasWord(string name, string word) =>
        name.EndsWith("_" + word, StringComparison.Ordinal) || name.Contains($"_{word}_", StringComparison.Ordinal);

    private static bool IsCamelCase(string name) =>
        name.Zip(name.Skip(1)).Any(pair => char.IsAsciiLetterLower(pair.First) && char.IsAsciiLetterUpper(pair.Second));

    private static string SnakeCase(string name) => string.Concat(
        name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : $"{c}"));

    private void Claim(string name, string owner, YamlPosition at)
    {
        if (_taken.TryAdd(name, (owner, at.Line))) return;

        var (other, line) = _taken[name];
        var message = name == other && name == owner
            ? $"there are two metrics named {name}"
            : $"{owner} and {other} would both have series named {name}";
        _file.Error(at, message, $"The other one is in line {line}; rename one.");
    }

    // No two samples meet here, as they would in Claim. But of two families of one name Prometheus keeps one type and help, and
    // readers that follow OpenMetrics to the letter refuse everything. Two counters are never meant so.
    private void CheckFamily(string name, MetricType type, YamlPosition at)
    {
        var isTotal = type == MetricType.Counter && name.EndsWith(Total, StringComparison.Ordinal);
        var family = isTotal ? name[..^Total.Length] : name;
        if (_families.TryAdd(family, (name, type, at.Line))) return;

        var (other, otherType, line) = _families[family];
        if (other == name) return;

        if (type == MetricType.Counter && otherType == MetricType.Counter)
        {
            _file.Error(at,
                $"the counters {name} and {other} are one metric in OpenMetrics, which names counters without _total",
                $"The other one is in line {line}; rename one.");
            return;
        }

        _file.Warning(at, $"{name} and {other} have one name in OpenMetrics, which names counters without _total",
            $"The other one is in line {line}. Prometheus counts both, but knows the type and help of one; "
            + "stricter readers accept neither.");
    }

    private void WarnOfUnusualName(string name, MetricType type, YamlPosition at)
    {
        var isTotal = name.EndsWith("_total", StringComparison.Ordinal);
        if (type == MetricType.Counter && !isTotal)
        {
            _file.Warning(at, $"the counter {name} does not end in _total",
                $"By Prometheus' convention it is {name}_total.");
        }

        if (type != MetricType.Counter && isTotal)
        {
            _file.Warning(at, $"{name} ends in _total but is not a counter", "Make it a counter, or rename it.");
        }

        if (name.Contains(':'))
        {
            _file.Warning(at, $"{name} has a colon, which Prometheus keeps for recording rules", "Use underscores.");
        }
    }
}
