namespace LogPair.Processor.Parsing.Json;

/// <summary>Reads lines that are JSON objects into the slots that a format asks for. Immutable.</summary>
internal sealed class JsonObjectReader
{
    private readonly MemberTable _wanted;
    private readonly int _slots;

    /// <param name="wanted">Members to keep.</param>
    /// <param name="slots">
    /// More than any slot in <paramref name="wanted"/>, and at least those of the field set.
    /// </param>
    public JsonObjectReader(WantedMembers wanted, int slots)
    {
        _wanted = wanted.ToTable();
        _slots = slots;
    }

    /// <inheritdoc cref="ILineParser.Parse"/>
    public ParseOutcome Read(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_slots);

        // Some writers begin a file with a byte order mark, which is no part of its first line.
        var start = line.StartsWith("\uFEFF"u8) ? 3 : 0;
        return new JsonScanner(line, fields).ReadObject(start, _wanted);
    }
}
