using LogPair.Processor.Parsing.Text.Templates;

namespace LogPair.Processor.Parsing.Text.Python;

/// <summary>The format <c>python</c>.</summary>
internal static class PythonFormat
{
    private const string Name = "python";
    private static readonly FormatParameter Format = new("format", ParameterKind.Text);
    private static readonly FormatParameter TimeFormat = new("datefmt", ParameterKind.Text);

    // Those of the tutorial and of basicConfig, two that are about as usual, and gunicorn's. A width of 1: padded or
    // not.
    private static readonly LineTemplate[] Defaults =
    [
        .. TemplateFormats.Defaults(
            (format, fail) => PythonFormatReader.Read(format, timeFormat: null, fail),
            "%(asctime)s - %(name)1s - %(levelname)1s - %(message)s",
            "%(levelname)s:%(name)s:%(message)s",
            "%(asctime)s %(levelname)1s %(name)1s: %(message)s",
            "%(asctime)s [%(levelname)1s] %(name)1s: %(message)s"),
        .. TemplateFormats.Defaults(
            (format, fail) => PythonFormatReader.Read(format, "%Y-%m-%d %H:%M:%S %z", fail),
            "[%(asctime)s] [%(process)d] [%(levelname)s] %(message)s"),
    ];

    public static FormatDefinition Definition { get; } = new()
    {
        Name = Name,
        Summary = "text by a format of Python's logging",
        Parameters = [Format, TimeFormat],
        Recognizes = TemplateFormats.Test(Defaults),
        Create = Create,
    };

    private static LineFormat? Create(FormatArguments arguments)
    {
        var format = arguments.Text(Format.Name);
        var timeFormat = arguments.Text(TimeFormat.Name);
        if (format is null && timeFormat is not null)
        {
            arguments.Fail(
                TimeFormat.Name, "datefmt says nothing without format", "Write the application's format as well.");
            return null;
        }

        if (format is null) return new LineFormat(Name, fields => CreateParser(fields, Defaults));

        var template = PythonFormatReader.Read(
            format, timeFormat, (message, hint) => arguments.Fail(Format.Name, message, hint));
        return template is null ? null : new LineFormat(Name, fields => CreateParser(fields, [template]));
    }

    // So that rules for Python and for Java can say the same.
    private static TemplatesParser CreateParser(FieldSet fields, IEnumerable<LineTemplate> templates) => new(
        fields, templates, ("logger", "name"), ("thread", "threadName"), ("line", "lineno"), ("method", "funcName"));
}
