using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Json;

/// <summary>One JSON object a line, by whatever program.</summary>
/// <remarks>Fields go by their usual names and places: <see cref="BuiltInFields"/>.</remarks>
internal sealed class JsonParser : IRawParser
{
    private readonly FieldSet _fields;
    private readonly LevelField _level;
    private readonly JsonObjectReader _objects;
    private readonly JsonFields _places;

    public JsonParser(FieldSet fields)
    {
        _fields = fields;
        _level = new LevelField(fields);
        var wanted = new WantedMembers();
        _places = new JsonFields(fields, wanted);
        _objects = new JsonObjectReader(wanted, _places.Slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = ParseRaw(line, fields).Outcome;
        if (outcome == ParseOutcome.Parsed) _level.Normalize(line, fields);
        return outcome;
    }

    public RawParse ParseRaw(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        return new RawParse(outcome, IsByShape: outcome == ParseOutcome.Parsed && _places.Choose(line, fields));
    }

    public LineShapes? CreateShapes() => new LearnedShapes<JsonValues>(this, _fields);
}
