namespace LogPair.Processor.Parsing.W3c;

/// <summary>The format <c>w3c</c>.</summary>
internal static class W3cFormat
{
    private const string FieldsParameter = "fields";

    public static FormatDefinition Definition { get; } = new()
    {
        Name = "w3c",
        Summary = "W3C's extended log file format, which IIS writes",
        Parameters = [new FormatParameter(FieldsParameter, ParameterKind.Text)],
        Recognizes = W3cLine.IsAnyDirective,
        Create = Create,
    };

    private static LineFormat? Create(FormatArguments arguments)
    {
        var names = W3cParser.Names(arguments.Text(FieldsParameter) ?? "");
        var repeated = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1);
        if (repeated is null) return new LineFormat("w3c", fields => new W3cParser(fields, names));

        arguments.Fail(FieldsParameter, $"the column {repeated.Key} is named twice", "Each column has a name of its own.");
        return null;
    }
}
