using System.Globalization;
using System.Text;

namespace LogPair.Host.Demo;

/// <summary>Reads the Prometheus text format 0.0.4, as a scraper would.</summary>
internal static class ExpositionText
{
    /// <summary>Every sample by <see cref="SeriesName"/>.</summary>
    /// <exception cref="FormatException">A line is no sample.</exception>
    public static Dictionary<string, double> Parse(string exposition)
    {
        var samples = new Dictionary<string, double>();
        foreach (var line in exposition.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;

            var (series, value) = ParseSample(line);
            if (!samples.TryAdd(series, value)) throw new FormatException($"Series '{series}' appears twice.");
        }

        return samples;
    }

    private static (string Series, double Value) ParseSample(string line)
    {
        var nameEnd = line.AsSpan().IndexOfAny('{', ' ');
        if (nameEnd <= 0) throw new FormatException($"'{line}' is no sample.");

        var at = nameEnd;
        var labels = line[at] == '{' ? ParseLabels(line, ref at) : [];
        var value = line[at..].Trim().Split(' ')[0];
        return (SeriesName.Of(line[..nameEnd], labels), ParseValue(value));
    }

    private static List<(string Label, string Value)> ParseLabels(string line, ref int at)
    {
        var labels = new List<(string, string)>();
        at++;
        while (line[at] != '}')
        {
            var equals = line.IndexOf('=', at);
            if (equals < 0 || equals + 1 >= line.Length || line[equals + 1] != '"')
                throw new FormatException($"'{line}' has a broken label.");

            var name = line[at..equals].Trim();
            at = equals + 2;
            labels.Add((name, ParseQuoted(line, ref at)));
            if (line[at] == ',') at++;
        }

        at++;
        return labels;
    }

    private static string ParseQuoted(string line, ref int at)
    {
        var value = new StringBuilder();
        for (; line[at] != '"'; at++)
        {
            var isEscaped = line[at] == '\\';
            if (isEscaped) at++;
            value.Append(isEscaped && line[at] == 'n' ? '\n' : line[at]);
        }

        at++;
        return value.ToString();
    }

    private static double ParseValue(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
