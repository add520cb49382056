using LogPair.Processor.Parsing.Text.Templates;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>Takes Serilog's output templates apart. Source:
/// https://github.com/serilog/serilog/wiki/Formatting-Output.</summary>
internal sealed class OutputTemplateReader
{
    private readonly TemplateBuilder _builder;
    private bool _hasHoles;
    private bool _hasException;

    // Past the first line; nothing but line ends and the exception may follow.
    private bool _isPastHead;

    private OutputTemplateReader(Action<string, string> fail)
    {
        _builder = new TemplateBuilder(fail);
    }

    /// <param name="template">As an application says it.</param>
    /// <param name="fail">Gets the first problem and how to mend it.</param>
    /// <returns>Null if there are problems.</returns>
    public static LineTemplate? Read(string template, Action<string, string> fail)
    {
        var reader = new OutputTemplateReader(fail);
        reader.ReadAll(template.ReplaceLineEndings("\n"));
        return reader._builder.Build(reader._hasException);
    }

    private void ReadAll(string template)
    {
        for (var at = 0; at < template.Length && !_builder.HasFailed;)
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
                if (end < 0) _builder.Fail("a { is never closed", "Close it, or write {{ for a brace.");
                else AddHole(template[(at + 1)..end]);
                at = end + 1;
            }
            else
            {
                AddLiteral(letter);
                at++;
            }
        }

        if (!_hasHoles)
            _builder.Fail("the template holds no property", $"An example is '{SerilogTextFormat.FileTemplate}'.");
    }

    private void AddLiteral(char letter)
    {
        if (letter == '\n')
            _isPastHead = true;
        else if (_isPastHead)
            FailPastHead("text");
        else
            _builder.Add(letter);
    }

    private void AddHole(string text)
    {
        if (Hole.Read(text) is not { } hole)
        {
            _builder.Fail(
                $"{{{text}}} is not a property", "Serilog writes it as it stands: double its braces if that is meant.");
        }
        else if (hole.Name == "NewLine")
        {
            _isPastHead = true;
        }
        else if (hole.Name == "Exception")
        {
            if (!_isPastHead || _hasException)
                _builder.Fail("{Exception} must follow {NewLine}, once", "Write {NewLine}{Exception}.");
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
        _hasHoles = true;
        var time = Time(hole);
        _builder.Add(
            new TemplateHole { Kind = hole.Kind, Name = hole.Name, Width = hole.Width, Time = time }, $"{{{hole.Name}}}");
        if (hole.Kind == HoleKind.Properties && !hole.Format.Contains('j', StringComparison.Ordinal))
        {
            _builder.Fail("{Properties} cannot be read back as it is",
                "Write {Properties:j}, in the application too: that is JSON.");
        }
    }

    private TimeFormat? Time(Hole hole)
    {
        if (hole.Kind != HoleKind.Timestamp) return null;

        var format = TimeFormatReader.Read(TimeFormatOf(hole), out var problem);
        if (format is null) _builder.Fail(problem, "Use a format of digits, such as yyyy-MM-dd HH:mm:ss.fff zzz.");
        return format;
    }

    // Serilog writes the one as DateTimeOffset and the other as DateTime.
    private static string TimeFormatOf(Hole hole) => hole is { Name: "UtcTimestamp", Format: "" } ? "G" : hole.Format;

    private void FailPastHead(string what) => _builder.Fail(
        $"{what} stands on a second line",
        "An event's first line is read, and its exception: only {Exception} and {NewLine} may follow {NewLine}.");
}
