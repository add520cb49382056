using System.Globalization;
using System.Text.RegularExpressions;

namespace LogPair.EndToEnd.Tests;

/// <summary>Reads Prometheus' text format, version 0.0.4.</summary>
internal static partial class MetricsText
{
    public static IReadOnlyList<Sample> Parse(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)];

    private static Sample ParseLine(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"No sample: {line}");
        var labels = Label().Matches(match.Groups["labels"].Value)
            .ToDictionary(label => label.Groups["name"].Value, label => Unescape(label.Groups["value"].Value));
        var value = match.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
        return new Sample(match.Groups["name"].Value, labels, value);
    }

    private static string Unescape(string value) =>
        Escape().Replace(value, escape => escape.Value == "\\n" ? "\n" : escape.Value[1..]);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)$""")]
    private static partial Regex Line();

    [GeneratedRegex("""(?<name>\w+)="(?<value>(\\.|[^"\\])*)",?""")]
    private static partial Regex Label();

    [GeneratedRegex("""\\.""")]
    private static partial Regex Escape();
}
