using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>The metric names of one file: valid, and no two that would meet in the exposition.</summary>
internal sealed class MetricNames
{
    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];

    private readonly RulesFile _file;
    private readonly Dictionary<string, (string Owner, int Line)> _taken = new(StringComparer.Ordinal);

    public MetricNames(RulesFile file)
    {
        _file = file;
    }

    public void Check(string name, MetricType type, YamlPosition at)
    {
        if (!PrometheusName.IsMetricName(name))
        {
            _file.Error(at, $"'{name}' is not a valid metric name",
                "Names have letters, digits and underscores, and do not begin with a digit.");
            return;
        }

        if (name.StartsWith("logpair_", StringComparison.Ordinal))
        {
            _file.Error(at, $"{name} begins with logpair_, which is kept for LogPair's own metrics",
                "Choose another prefix.");
        }

        Claim(name, name, at);
        if (type == MetricType.Histogram)
        {
            foreach (var suffix in HistogramSuffixes) Claim(name + suffix, name, at);
        }

        WarnOfUnusualName(name, type, at);
    }

    private void Claim(string name, string owner, YamlPosition at)
    {
        if (_taken.TryAdd(name, (owner, at.Line))) return;

        var (other, line) = _taken[name];
        var message = name == other && name == owner
            ? $"there are two metrics named {name}"
            : $"{owner} and {other} would both have series named {name}";
        _file.Error(at, message, $"The other one is in line {line}; rename one.");
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
