using System.Globalization;
using System.Text.RegularExpressions;
using LogPair.Processor.Parsing.Text.Templates;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Python;

/// <summary>Takes the formats of Python's logging apart: those with <c>%(name)s</c>, and those with
/// <c>{name}</c>.</summary>
/// <remarks>Source: Python's logging, "LogRecord attributes" and class Formatter.</remarks>
internal sealed partial class PythonFormatReader
{
    // What asctime is without datefmt, before a comma and milliseconds.
    private const string DefaultTime = "%Y-%m-%d %H:%M:%S";
    private const int MaxWidth = 1000;

    private readonly TemplateBuilder _builder;
    private readonly string? _timeFormat;
    private bool _hasHoles;

    private PythonFormatReader(string? timeFormat, Action<string, string> fail)
    {
        _timeFormat = timeFormat;
        _builder = new TemplateBuilder(fail);
    }

    /// <param name="format">As an application says it.</param>
    /// <param name="timeFormat">Its <c>datefmt</c>; null if it has none.</param>
    /// <param name="fail">Gets the first problem and how to mend it.</param>
    /// <returns>Null if there are problems.</returns>
    public static LineTemplate? Read(string format, string? timeFormat, Action<string, string> fail)
    {
        var reader = new PythonFormatReader(timeFormat, fail);
        var isPercent = format.Contains("%(", StringComparison.Ordinal);
        reader.ReadAll(format.Trim('\r', '\n'), isPercent ? PercentStyle() : BraceStyle());
        if (!reader._hasHoles)
        {
            reader._builder.Fail(
                "the format has no attributes",
                "An example is '%(asctime)s - %(name)s - %(levelname)s - %(message)s'.");
        }

        return reader._builder.Build(hasException: true);
    }

    private void ReadAll(string format, Regex attribute)
    {
        var at = 0;
        foreach (Match match in attribute.Matches(format))
        {
            AddLiteral(format[at..match.Index]);
            at = match.Index + match.Length;
            if (match.Groups["escaped"] is { Success: true } escaped) AddLiteral(escaped.Value[..1]);
            else Add(match);
        }

        AddLiteral(format[at..]);
    }

    private void AddLiteral(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            _builder.Fail("the format has more than one line",
                "An event's first line is read, and its exception. Use the format regex with multiline.");
        }

        _builder.Add(text);
    }

    private void Add(Match match)
    {
        var name = match.Groups["name"].Value;
        var isWide = int.TryParse(match.Groups["width"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var width);
        if (name == "msecs" && TryAddToTime()) return;

        _hasHoles = true;
        var kind = name switch
        {
            "asctime" => HoleKind.Timestamp,
            "levelname" => HoleKind.Word,
            "message" => HoleKind.Message,
            _ => HoleKind.Property,
        };
        _builder.Add(
            new TemplateHole
            {
                Kind = kind,
                Name = name,
                Width = isWide ? Math.Min(width, MaxWidth) : 0,
                Time = kind == HoleKind.Timestamp ? Time() : null,
            },
            match.Value);
    }

    // %(asctime)s.%(msecs)03d is one moment.
    private bool TryAddToTime()
    {
        if (_builder.Last is not { Time: { } time } last || _builder.Literal is not ("." or ",")) return false;

        var mark = TimePiece.Text(_builder.Literal);
        _builder.Replace(last with { Time = time.With(mark, new TimePiece(TimePieceKind.Fraction, 3)) });
        return true;
    }

    private TimeFormat? Time()
    {
        var format = StrftimeReader.Read(_timeFormat ?? DefaultTime, out var problem);
        if (_timeFormat is null) return format!.With(TimePiece.Text(","), new TimePiece(TimePieceKind.Fraction, 3));
        if (format is null) _builder.Fail(problem, "Use a format of digits, such as %Y-%m-%dT%H:%M:%S%z.");
        return format;
    }

    [GeneratedRegex(@"(?<escaped>%%)|%\((?<name>\w+)\)[-#0 +]*(?<width>\d*)(?:\.\d+)?[a-zA-Z]")]
    private static partial Regex PercentStyle();

    [GeneratedRegex(@"(?<escaped>\{\{|\}\})|\{(?<name>\w+)(?:![rsa])?(?::.?[<>^=]?[-+ ]?0?(?<width>\d*)[^{}]*)?\}")]
    private static partial Regex BraceStyle();
}
