using System.Diagnostics;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>The format <c>serilog-text</c>.</summary>
internal static class SerilogTextFormat
{
    private const string Name = "serilog-text";
    private static readonly FormatParameter Template = new("template", ParameterKind.Text);
    private static readonly OutputTemplate[] Defaults = [Default(OutputTemplate.File), Default(OutputTemplate.Console)];

    public static FormatDefinition Definition { get; } = new()
    {
        Name = Name,
        Summary = "text by a Serilog output template",
        Parameters = [Template],
        Recognizes = Recognizes,
        Create = Create,
    };

    private static LineFormat? Create(FormatArguments arguments)
    {
        if (arguments.Text(Template.Name) is not { } text)
            return new LineFormat(Name, fields => new SerilogTextParser(fields, Defaults));

        var template = OutputTemplateReader.Read(
            text, (message, hint) => arguments.Fail(Template.Name, message, hint));
        return template is null ? null : new LineFormat(Name, fields => new SerilogTextParser(fields, [template]));
    }

    /// <summary>Whether a line is the first of an event by one of the default templates.</summary>
    private static bool Recognizes(ReadOnlySpan<byte> line)
    {
        var fields = new FieldSet();
        return new SerilogTextParser(fields, Defaults).Parse(line, new FieldBuffer(fields)) == ParseOutcome.Parsed;
    }

    private static OutputTemplate Default(string template) =>
        OutputTemplateReader.Read(template, (message, _) => throw new UnreachableException(message))!;
}
