using System.Text;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>Takes an output template apart.</summary>
internal sealed class OutputTemplateReader
{
    private readonly Action<string, string> _fail;
    private readonly List<TemplateHole> _holes = [];
    private readonly StringBuilder _literal = new();
    private byte[] _start = [];
    private bool _hasException;
    private bool _hasFailed;

    // Past the first line; nothing but line ends and the exception may follow.
    private bool _isPastHead;

    private OutputTemplateReader(Action<string, string> fail)
    {
        _fail = fail;
    }

    /// <param name="template">As an application says it.</param>
    /// <param name="fail">Gets each problem and how to mend it.</param>
    /// <returns>Null if there are problems.</returns>
    public static OutputTemplate? Read(string template, Action<string, string> fail)
    {
        var reader = new OutputTemplateReader(fail);
        reader.ReadAll(template.ReplaceLineEndings("\n"));
        if (reader._hasFailed) return null;

        return new OutputTemplate
        {
            Start = reader._start,
            Holes = [.. reader._holes],
            HasException = reader._hasException,
        };
    }

    private void ReadAll(string template)
    {
        for (var at = 0; at < template.Length && !_hasFailed;)
        {
            var letter = template[at];
            if (letter is '{' or '}' && at + 1 < template.Length && template[at + 1] == letter)
            {
                AddLiteral(letter);
                at += 2;
            }
            else if (letter == '{')
            {
                var end = template.IndexOf('}', at);
                if (end < 0) Fail("a { is never closed", "Close it, or write {{ for a brace.");
                else AddHole(template[(at + 1)..end]);
                at = end + 1;
            }
            else
            {
                AddLiteral(letter);
                at++;
            }
        }

        EndLiteral();
        if (_holes.Count == 0)
            Fail("the template holds no property", $"An example is '{OutputTemplate.File}'.");
    }

    private void AddLiteral(char letter)
    {
        if (letter == '\n')
            _isPastHead = true;
        else if (_isPastHead)
            FailPastHead("text");
        else
            _literal.Append(letter);
    }

    private void AddHole(string text)
    {
        if (Hole.Read(text) is not { } hole)
        {
            Fail(
                $"{{{text}}} is not a property", "Serilog writes it as it stands: double its braces if that is meant.");
        }
        else if (hole.Name == "NewLine")
        {
            _isPastHead = true;
        }
        else if (hole.Name == "Exception")
        {
            if (!_isPastHead || _hasException)
                Fail("{Exception} must follow {NewLine}, once", "Write {NewLine}{Exception}.");
            _hasException = true;
        }
        else if (_isPastHead)
        {
            FailPastHead($"{{{hole.Name}}}");
        }
        else
        {
            Add(hole);
        }
    }

    private void Add(Hole hole)
    {
        EndLiteral();
        if (_holes is [.., { Literal: [], Name: var before }])
        {
            Fail($"nothing stands between {{{before}}} and {{{hole.Name}}}, so where one ends cannot be told",
                "Put a space or another mark between them, in the application too.");
        }

        if (_holes.Count == TemplateParser.MaxHoles)
            Fail($"there are more than {TemplateParser.MaxHoles} properties", "Leave some out.");
        if (_holes.Any(other => other.Name == hole.Name))
            Fail($"{{{hole.Name}}} occurs twice", "Leave one of them out.");
        if (hole.Kind == HoleKind.Timestamp && _holes.Any(other => other.Kind == HoleKind.Timestamp))
            Fail("there are two times", "Leave one of them out.");
        if (hole.Kind == HoleKind.Properties && !hole.Format.Contains('j', StringComparison.Ordinal))
        {
            Fail("{Properties} cannot be read back as it is",
                "Write {Properties:j}, in the application too: that is JSON.");
        }

        _holes.Add(new TemplateHole { Kind = hole.Kind, Name = hole.Name, Width = hole.Width, Time = Time(hole) });
    }

    private TimeFormat? Time(Hole hole)
    {
        if (hole.Kind != HoleKind.Timestamp) return null;

        var format = TimeFormatReader.Read(TimeFormatOf(hole), out var problem);
        if (format is null) Fail(problem, "Use a format of digits, such as yyyy-MM-dd HH:mm:ss.fff zzz.");
        return format;
    }

    // Serilog writes the one as DateTimeOffset and the other as DateTime.
    private static string TimeFormatOf(Hole hole) => hole is { Name: "UtcTimestamp", Format: "" } ? "G" : hole.Format;

    private void EndLiteral()
    {
        var literal = Encoding.UTF8.GetBytes(_literal.ToString());
        _literal.Clear();
        if (_holes.Count == 0) _start = literal;
        else if (literal.Length > 0) _holes[^1] = _holes[^1] with { Literal = literal };
    }

    private void FailPastHead(string what) => Fail(
        $"{what} stands on a second line",
        "An event's first line is read, and its exception: only {Exception} and {NewLine} may follow {NewLine}.");

    private void Fail(string message, string hint)
    {
        // One at a time: the others mostly follow from the first.
        if (!_hasFailed) _fail(message, hint);
        _hasFailed = true;
    }
}
