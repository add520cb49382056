using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Finds characters of a scalar's value in the file.</summary>
internal sealed class ScalarText
{
    private readonly string[] _lines;

    public ScalarText(string yaml)
    {
        _lines = yaml.Split('\n');
    }

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    /// <returns>The place of the scalar itself if its lines are folded.</returns>
    public YamlPosition Locate(YamlScalar scalar, int offset) => scalar.Style switch
    {
        ScalarStyle.Plain or ScalarStyle.Any => LocatePlain(scalar, offset),
        ScalarStyle.SingleQuoted => LocateQuoted(scalar, offset, SingleQuotedLength),
        ScalarStyle.DoubleQuoted => LocateQuoted(scalar, offset, DoubleQuotedLength),
        ScalarStyle.Literal => LocateLiteral(scalar, offset),
        _ => scalar.Position,
    };

    private YamlPosition LocatePlain(YamlScalar scalar, int offset)
    {
        var source = LineFrom(scalar.Position);
        return source.StartsWith(scalar.Value, StringComparison.Ordinal)
            ? Right(scalar.Position, offset)
            : scalar.Position;
    }

    private YamlPosition LocateQuoted(YamlScalar scalar, int offset, Func<string, int, int> lengthAt)
    {
        var source = LineFrom(scalar.Position);
        var column = 1;
        for (; offset > 0; offset--)
        {
            if (column >= source.Length) return scalar.Position;
            column += lengthAt(source, column);
        }

        return Right(scalar.Position, column);
    }

    private YamlPosition LocateLiteral(YamlScalar scalar, int offset)
    {
        var before = scalar.Value[..Math.Min(offset, scalar.Value.Length)];
        var line = scalar.Position.Line + 1 + before.Count(character => character == '\n');
        if (line > _lines.Length) return scalar.Position;

        var inLine = before.Length - (before.LastIndexOf('\n') + 1);
        var content = scalar.Value.Split('\n')[before.Count(character => character == '\n')];
        var indentation = _lines[line - 1].IndexOf(content, StringComparison.Ordinal);
        return indentation < 0 ? scalar.Position : new YamlPosition(line, indentation + inLine + 1);
    }

    private static int SingleQuotedLength(string source, int at) => source[at] == '\'' ? 2 : 1;

    // Source: YAML 1.2.2, section 5.7.
    private static int DoubleQuotedLength(string source, int at)
    {
        if (source[at] != '\\' || at + 1 >= source.Length) return 1;
        return source[at + 1] switch
        {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            _ => 2,
        };
    }

    private string LineFrom(YamlPosition position)
    {
        var line = position.Line <= _lines.Length ? _lines[position.Line - 1] : "";
        return position.Column <= line.Length ? line[(position.Column - 1)..] : "";
    }

    private static YamlPosition Right(YamlPosition position, int columns) =>
        position with { Column = position.Column + columns };
}
