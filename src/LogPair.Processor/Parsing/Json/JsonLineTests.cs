namespace LogPair.Processor.Parsing.Json;

/// <summary>Whether a line is JSON of some kind. For finding out the format of a file, not for every line.</summary>
internal static class JsonLineTests
{
    private static readonly FieldSet Fields = Time();
    private static readonly ClefParser Parser = new(Fields);

    /// <summary>An object with a time where CLEF has it.</summary>
    public static bool IsClef(ReadOnlySpan<byte> line)
    {
        var buffer = new FieldBuffer(Fields);
        return Parser.Parse(line, buffer) == ParseOutcome.Parsed
            && buffer[0].Kind is FieldKind.Text or FieldKind.EscapedText;
    }

    /// <summary>Any object.</summary>
    public static bool IsObject(ReadOnlySpan<byte> line) =>
        Parser.Parse(line, new FieldBuffer(Fields)) == ParseOutcome.Parsed;

    private static FieldSet Time()
    {
        var fields = new FieldSet();
        fields.Add(new FieldPath("@t"));
        return fields;
    }
}
