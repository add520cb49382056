namespace LogPair.Processor.Parsing;

/// <summary>One JSON object a line, by whatever program.</summary>
/// <remarks>Fields go by their usual names and places: <see cref="BuiltInFields"/>.</remarks>
internal sealed class JsonParser : ILineParser
{
    private readonly JsonObjectReader _objects;
    private readonly JsonFields _places;

    public JsonParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        _places = new JsonFields(fields, wanted);
        _objects = new JsonObjectReader(wanted, _places.Slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (outcome == ParseOutcome.Parsed) _places.Choose(line, fields);
        return outcome;
    }
}
