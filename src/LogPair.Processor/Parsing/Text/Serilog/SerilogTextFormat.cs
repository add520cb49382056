using System.Diagnostics;
using LogPair.Processor.Parsing.Text.Templates;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>The format <c>serilog-text</c>.</summary>
internal static class SerilogTextFormat
{
    /// <summary>The default of Serilog.Sinks.File.</summary>
    public const string FileTemplate =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <summary>The default of Serilog.Sinks.Console.</summary>
    public const string ConsoleTemplate = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}";

    private const string Name = "serilog-text";
    private static readonly FormatParameter Template = new("template", ParameterKind.Text);
    private static readonly LineTemplate[] Defaults = [Default(FileTemplate), Default(ConsoleTemplate)];
    private static readonly TemplatesParser Recognizer = CreateParser(new FieldSet(), Defaults);

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
            return new LineFormat(Name, fields => CreateParser(fields, Defaults));

        var template = OutputTemplateReader.Read(
            text, (message, hint) => arguments.Fail(Template.Name, message, hint));
        return template is null ? null : new LineFormat(Name, fields => CreateParser(fields, [template]));
    }

    private static TemplatesParser CreateParser(FieldSet fields, IEnumerable<LineTemplate> templates) => new(
        fields, templates, ("@t", "Timestamp"), ("@t", "UtcTimestamp"), ("@l", "Level"), ("@m", "Message"),
        ("@x", "Exception"), ("@tr", "TraceId"), ("@sp", "SpanId"));

    /// <summary>Whether a line is the first of an event by one of the default templates.</summary>
    private static bool Recognizes(ReadOnlySpan<byte> line) =>
        Recognizer.Parse(line, new FieldBuffer(new FieldSet())) == ParseOutcome.Parsed;

    private static LineTemplate Default(string template) =>
        OutputTemplateReader.Read(template, (message, _) => throw new UnreachableException(message))!;
}
