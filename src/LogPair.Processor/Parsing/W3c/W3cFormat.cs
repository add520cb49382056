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
        var said = arguments.Text(FieldsParameter);
        var names = W3cParser.Names(said ?? "");
        if (said is not null && names.Length == 0)
        {
            arguments.Fail(FieldsParameter, "fields names no column",
                "Write what stands behind #Fields:, or leave it out if the files say it themselves.");
            return null;
        }

        var repeated = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1);
        if (repeated is null) return new LineFormat("w3c", fields => new W3cParser(fields, names));

        arguments.Fail(FieldsParameter, $"the column {repeated.Key} is named twice", "Each column has a name of its own.");
        return null;
    }
}
