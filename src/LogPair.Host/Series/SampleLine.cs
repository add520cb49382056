using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace LogPair.Host.Series;

/// <summary>One sample as the Prometheus text format 0.0.4 writes it, for example <c>up{job="a"} 1</c>.</summary>
/// <param name="Metric">The name.</param>
/// <param name="Labels">In the order of the line; values unescaped.</param>
/// <param name="Value">What it is.</param>
internal sealed record SampleLine(string Metric, IReadOnlyList<(string Label, string Value)> Labels, double Value)
{
    /// <summary>Name and labels, whatever their order in the line.</summary>
    public string Series => SeriesName.Of(Metric, Labels);

    /// <param name="line">Without its line feed.</param>
    /// <param name="sample">What it says.</param>
    /// <param name="problem">What is wrong, without a final full stop.</param>
    /// <param name="at">Where in the line, from 0.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out SampleLine? sample, out string problem, out int at)
    {
        var reader = new Reader(line);
        sample = reader.Read();
        (problem, at) = (reader.Problem, reader.At);
        return sample is not null;
    }

    /// <summary>The number that <paramref name="text"/> is for Prometheus.</summary>
    public static bool TryParseValue(string text, out double value)
    {
        double? special = text switch
        {
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => null,
        };
        value = special ?? 0;
        return special is not null || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private struct Reader(string line)
    {
        private readonly List<(string Label, string Value)> _labels = [];

        public int At { get; private set; }

        public string Problem { get; private set; } = "";

        private readonly char Current => At < line.Length ? line[At] : '\0';

        public SampleLine? Read()
        {
            SkipSpaces();
            var metric = Name(allowColon: true);
            if (metric.Length == 0) return Fail("a metric name is missing");
            SkipSpaces();
            if (Current == '{' && !ReadLabels()) return null;

            SkipSpaces();
            var from = At;
            while (Current is not ('\0' or ' ' or '\t')) At++;
            var text = line[from..At];
            if (TryParseValue(text, out var value)) return new SampleLine(metric, _labels, value);

            At = from;
            return Fail(text.Length == 0 ? "a value is missing" : $"'{text}' is not a number");
        }

        private bool ReadLabels()
        {
            At++;
            SkipSpaces();
            while (Current != '}')
            {
                var name = Name(allowColon: false);
                if (name.Length == 0) return Failed("a label name or } is missing");
                SkipSpaces();
                if (Current != '=') return Failed($"the label {name} has no =");
                At++;
                SkipSpaces();
                if (Current != '"') return Failed($"the value of the label {name} needs double quotes");
                if (Quoted() is not { } value) return Failed($"the value of the label {name} has no end");
                _labels.Add((name, value));
                SkipSpaces();
                if (Current == ',') At++;
                else if (Current != '}') return Failed("a comma or } is missing");
                SkipSpaces();
            }

            At++;
            return true;
        }

        private string? Quoted()
        {
            var value = new StringBuilder();
            for (At++; Current != '"'; At++)
            {
                if (At >= line.Length) return null;

                var isEscaped = Current == '\\' && At + 1 < line.Length;
                if (isEscaped) At++;
                value.Append(isEscaped && Current == 'n' ? '\n' : Current);
            }

            At++;
            return value.ToString();
        }

        private string Name(bool allowColon)
        {
            var from = At;
            while (char.IsAsciiLetterOrDigit(Current) || Current == '_' || (allowColon && Current == ':')) At++;
            if (from < At && char.IsAsciiDigit(line[from])) At = from;
            return line[from..At];
        }

        private void SkipSpaces()
        {
            while (Current is ' ' or '\t') At++;
        }

        private SampleLine? Fail(string problem)
        {
            Problem = problem;
            return null;
        }

        private bool Failed(string problem) => Fail(problem) is not null;
    }
}
