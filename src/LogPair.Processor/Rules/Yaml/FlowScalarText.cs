using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Places of the characters of plain and quoted scalars, also of those that go on in further lines.</summary>
/// <remarks>Source: YAML 1.2.2, sections 5.7 and 6.5. The value is known already: this only walks beside it.</remarks>
internal sealed class FlowScalarText
{
    private readonly IReadOnlyList<string> _lines;
    private readonly YamlScalar _scalar;
    private readonly List<YamlPosition> _characters = [];
    private int _line;
    private int _column;

    private FlowScalarText(IReadOnlyList<string> lines, YamlScalar scalar)
    {
        _lines = lines;
        _scalar = scalar;
        _line = scalar.Position.Line - 1;
        _column = scalar.Position.Column - 1;
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) _column++;
    }

    /// <returns>One place for each character of the value; null if the file has something else there.</returns>
    public static IReadOnlyList<YamlPosition>? Find(IReadOnlyList<string> lines, YamlScalar scalar)
    {
        var text = new FlowScalarText(lines, scalar);
        while (text._characters.Count < scalar.Value.Length)
        {
            if (!(text.IsAtLineEnd ? text.TryTakeBreak() : text.TryTakeCharacter())) return null;
        }

        return text._characters;
    }

    // White space before a line break belongs to the break.
    private bool IsAtLineEnd => _lines[_line].AsSpan(Math.Min(_column, _lines[_line].Length)).Trim(" \t").IsEmpty
        && (_scalar.Value[_characters.Count] is ' ' or '\n');

    private YamlPosition Here => new(_line + 1, _column + 1);

    // One break reads as a space, and each empty line after it as a line feed.
    private bool TryTakeBreak()
    {
        var at = Here;
        var breaks = NextLine();
        if (breaks == 0) return false;

        for (var i = 0; i < Math.Max(1, breaks - 1); i++)
        {
            var wanted = breaks == 1 ? ' ' : '\n';
            if (_characters.Count == _scalar.Value.Length || _scalar.Value[_characters.Count] != wanted) return false;
            _characters.Add(at);
        }

        return true;
    }

    private bool TryTakeCharacter()
    {
        var line = _lines[_line];
        if (_column >= line.Length) return false;
        if (_scalar.Style == ScalarStyle.DoubleQuoted && line[_column] == '\\') return TryTakeEscape(line);
        if (line[_column] != _scalar.Value[_characters.Count]) return false;

        _characters.Add(Here);
        _column += _scalar.Style == ScalarStyle.SingleQuoted && line[_column] == '\'' ? 2 : 1;
        return true;
    }

    private bool TryTakeEscape(string line)
    {
        // An escaped line break is nothing.
        if (_column + 1 >= line.Length) return NextLine() == 1;

        _characters.Add(Here);
        if (char.IsHighSurrogate(_scalar.Value[_characters.Count - 1]) && _characters.Count < _scalar.Value.Length
            && line[_column + 1] == 'U') _characters.Add(Here);
        _column += line[_column + 1] switch
        {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            _ => 2,
        };
        return true;
    }

    /// <returns>Line breaks up to the next line that is not empty; 0 if there is none.</returns>
    private int NextLine()
    {
        for (var breaks = 1; _line + breaks < _lines.Count; breaks++)
        {
            var text = _lines[_line + breaks].AsSpan().TrimStart(" \t");
            if (text.IsEmpty) continue;

            _line += breaks;
            _column = _lines[_line].Length - text.Length;
            return breaks;
        }

        return 0;
    }
}
