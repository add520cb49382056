using System.Globalization;
using System.Text;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>
/// Reads the text formats character by character as their grammar says, and takes nothing else. Source: Prometheus' exposition
/// formats, and OpenMetrics 1.0.
/// </summary>
internal sealed class StrictExposition
{
    private readonly string _text;
    private int _at;

    private StrictExposition(string text) => _text = text;

    /// <exception cref="FormatException">The text breaks the grammar, or has a series twice.</exception>
    public static List<(string Name, Dictionary<string, string> Labels, double Value)> Read(string text, ExpositionFormat format)
    {
        var reader = new StrictExposition(text);
        var samples = new List<(string Name, Dictionary<string, string> Labels, double Value)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isAtEnd = false;
        while (reader._at < text.Length)
        {
            if (isAtEnd) throw reader.Error("something after # EOF");
            if (reader.TryComment(out isAtEnd)) continue;

            var begin = reader._at;
            var name = reader.Name();
            var labels = reader.Labels();
            if (!seen.Add(text[begin..reader._at])) throw reader.Error($"the series {text[begin..reader._at]} comes twice");
            samples.Add((name, labels, reader.Value()));
        }

        if (format == ExpositionFormat.OpenMetricsText && !isAtEnd) throw reader.Error("no # EOF");
        return samples;
    }

    private bool TryComment(out bool isEnd)
    {
        isEnd = false;
        if (_text[_at] != '#') return false;

        var end = _text.IndexOf('\n', _at);
        if (end < 0) throw Error("a comment without its end");
        var line = _text[_at..end];
        isEnd = line == "# EOF";
        if (!isEnd && line.Split(' ') is not ["#", "HELP" or "TYPE" or "UNIT", _, _, ..]) throw Error($"a comment of its own: {line}");
        _at = end + 1;
        return true;
    }

    private string Name()
    {
        var begin = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or ':')) _at++;
        return _at > begin && !char.IsAsciiDigit(_text[begin]) ? _text[begin.._at] : throw Error("no name");
    }

    private Dictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_text[_at] != '{') return labels;

        do
        {
            _at++;
            var name = Name();
            Take('=');
            Take('"');
            if (!labels.TryAdd(name, Quoted())) throw Error($"the label {name} comes twice");
        }
        while (_text[_at] == ',');

        Take('}');
        return labels;
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        for (; _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\n') throw Error("a line feed in a label value");
            if (_text[_at] != '\\')
            {
                value.Append(_text[_at]);
                continue;
            }

            _at++;
            value.Append(_text[_at] switch
            {
                'n' => '\n',
                '\\' => '\\',
                '"' => '"',
                var other => throw Error($"\\{other}"),
            });
        }

        _at++;
        return value.ToString();
    }

    private double Value()
    {
        Take(' ');
        var end = _text.IndexOf('\n', _at);
        var text = _text[_at..end];
        _at = end + 1;
        return text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    private void Take(char expected)
    {
        if (_text[_at] != expected) throw Error($"{_text[_at]} instead of {expected}");
        _at++;
    }

    private FormatException Error(string what) => new($"At {_at}: {what}, in …{_text[Math.Max(0, _at - 80)..Math.Min(_text.Length, _at + 40)]}…");
}
