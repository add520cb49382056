namespace LogPair.Processor.Parsing;

/// <summary>One JSON object a line, by whatever program.</summary>
/// <remarks>Built-in fields go by their usual names: <see cref="BuiltInFields"/>.</remarks>
internal sealed class JsonParser : ILineParser
{
    private readonly JsonObjectReader _objects;
    private readonly CandidateSlots[] _chosen;

    public JsonParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        var slots = fields.Count;
        _chosen = CandidateSlots.Add(fields, wanted, ref slots);
        _objects = new JsonObjectReader(wanted, slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        foreach (var field in _chosen) field.Choose(fields);
        return outcome;
    }
}
