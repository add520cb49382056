using System.Globalization;
using System.Text.RegularExpressions;

namespace LogPair.Benchmarks.Workload;

/// <summary>The samples of a Prometheus text exposition: text 0.0.4, or OpenMetrics, whose exemplars are not read.</summary>
internal sealed partial class MetricsText
{
    private readonly Dictionary<string, double> _samples = [];

    /// <summary>Names of the series: metric and labels in a normal form; see <see cref="SeriesName"/>.</summary>
    public IReadOnlyCollection<string> Series => _samples.Keys;

    public static MetricsText Read(TextReader reader)
    {
        var text = new MetricsText();
        while (reader.ReadLine() is { } line) text.Add(line);
        return text;
    }

    public bool TryGet(string series, out double value) => _samples.TryGetValue(series, out value);

    /// <summary>Labels ordered by name; bounds in one form, because <c>5</c> and <c>5.0</c> are the same.</summary>
    public static string SeriesName(string metric, params IEnumerable<(string Name, string Value)> labels)
    {
        var ordered = labels.OrderBy(l => l.Name, StringComparer.Ordinal);
        return $"{metric}{{{string.Join(',', ordered.Select(l => $"{l.Name}=\"{Normal(l.Name, l.Value)}\""))}}}";
    }

    private void Add(string line)
    {
        if (line.Length == 0 || line[0] == '#') return;

        var sample = SamplePattern().Match(line);
        if (!sample.Success) throw new InvalidDataException($"Not a sample: {line}");

        var labels = LabelPattern().Matches(sample.Groups["labels"].Value)
            .Select(l => (l.Groups["name"].Value, l.Groups["value"].Value));
        var series = SeriesName(sample.Groups["metric"].Value, labels);
        if (!_samples.TryAdd(series, ParseNumber(sample.Groups["number"].Value)))
        {
            throw new InvalidDataException($"The series {series} appears twice");
        }
    }

    private static string Normal(string label, string value)
    {
        return label == "le" ? ParseNumber(value).ToString("R", CultureInfo.InvariantCulture) : value;
    }

    private static double ParseNumber(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(
        """^(?<metric>[a-zA-Z_:][\w:]*)(\{(?<labels>([^"}]|"([^"\\]|\\.)*")*)\})? (?<number>\S+)""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex SamplePattern();

    [GeneratedRegex("""(?<name>\w+)="(?<value>([^"\\]|\\.)*)",?""", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelPattern();
}
