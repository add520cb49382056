namespace LogPair.Processor.Parsing.Text;

/// <summary>The formats of keys and values.</summary>
internal static class PairFormats
{
    public static FormatDefinition Logfmt { get; } = FormatDefinition.Simple(
        "logfmt", "key=value pairs, quoted as Go does", fields => new LogfmtParser(fields), LogfmtParser.Recognizes);

    public static FormatDefinition KeyValue { get; } = new()
    {
        Name = "keyvalue",
        Summary = "keys and values between marks of your choice, among other text",
        Parameters =
        [
            new("separator", ParameterKind.Text),
            new("assignment", ParameterKind.Text),
            new("quote", ParameterKind.Text),
        ],
        Create = arguments => PairMarks.Read(arguments) is { } marks
            ? new LineFormat("keyvalue", fields => new KeyValueParser(fields, marks))
            : null,
    };
}
