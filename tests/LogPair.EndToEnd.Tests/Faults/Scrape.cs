using System.Globalization;
using System.Text.RegularExpressions;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>One answer of <c>/metrics</c>.</summary>
internal sealed partial class Scrape
{
    // Summed over their other labels, which may be many: the truth knows no streams.
    private static readonly string[] Summed =
        ["logpair_lines_total", "logpair_bytes_total", "logpair_unparsed_lines_total"];

    public static readonly Scrape None = new("", 0);

    public Scrape(string text, long number)
    {
        Number = number;
        var samples = MetricsText.Parse(text);
        var types = Types().Matches(text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Samples = samples;
        Cumulative = samples.Where(sample => IsCumulative(sample.Name, types))
            .ToDictionary(Key, sample => sample.Value);
        Totals = TotalsOf(samples);
    }

    /// <summary>Grows by one with every answer.</summary>
    public long Number { get; }

    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>Every series that must never go down: counters, and buckets, counts and sums of histograms.</summary>
    /// <remarks>
    /// Not the CPU time of a process, which begins anew with each; nor refused files, which no reading again brings back
    /// where the last checkpoint could not be opened and the one before is taken.
    /// </remarks>
    public IReadOnlyDictionary<string, double> Cumulative { get; }

    /// <summary>The series that <see cref="FaultWriters.LineTally"/> knows, by the names that it gives them.</summary>
    public IReadOnlyDictionary<string, double> Totals { get; }

    /// <summary>Lines or bytes reported as lost for other reasons than being too long.</summary>
    public double Lost(string what) => Samples
        .Where(sample => sample.Name == $"logpair_lost_{what}_total" && sample["reason"] != "too_long")
        .Sum(sample => sample.Value);

    private static Dictionary<string, double> TotalsOf(IReadOnlyList<Sample> samples)
    {
        var totals = samples.Where(sample => sample.Name.StartsWith("fault_", StringComparison.Ordinal))
            .ToDictionary(Key, sample => sample.Value);
        foreach (var name in Summed)
            totals[name] = samples.Where(sample => sample.Name == name).Sum(sample => sample.Value);
        totals["logpair_lost_lines_total too_long"] = samples
            .Where(sample => sample.Name == "logpair_lost_lines_total" && sample["reason"] == "too_long")
            .Sum(sample => sample.Value);
        return totals;
    }

    private static string Key(Sample sample) => sample.Labels.Count == 0
        ? sample.Name
        : $"{sample.Name} {string.Join(',', sample.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(Pair))}";

    // 100 and 100.0 are one bound.
    private static string Pair(KeyValuePair<string, string> label) =>
        label.Key == "le" && double.TryParse(label.Value, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound)
            ? $"le={bound.ToString(CultureInfo.InvariantCulture)}"
            : $"{label.Key}={label.Value}";

    private static bool IsCumulative(string name, Dictionary<string, string> types) =>
        !name.StartsWith("process_", StringComparison.Ordinal) && name is not "logpair_refused_files_total" && IsCounted(name, types);

    private static bool IsCounted(string name, Dictionary<string, string> types) =>
        types.GetValueOrDefault(name) == "counter" || types.GetValueOrDefault(Suffix().Replace(name, "")) == "histogram";

    [GeneratedRegex("^# TYPE (\\S+) (\\S+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Suffix();
}
