using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Json;

/// <summary>JSON lines of either kind: an object with a member <c>@t</c> is CLEF, any other is generic JSON.</summary>
/// <remarks>
/// Decided for each line from its bytes alone, in one pass: a restart in the middle of a segment, or a producer that
/// changes its format, cannot make a line mean something else than before.
/// </remarks>
internal sealed class AutoParser : IRawParser
{
    private readonly FieldSet _fields;
    private readonly JsonObjectReader _objects;
    private readonly JsonFields _places;

    // The fields that CLEF calls otherwise, and for each the slot of its CLEF name.
    private readonly int[] _renamed;
    private readonly int[] _clef;
    private readonly int _clefTime;
    private readonly LevelField _level;

    public AutoParser(FieldSet fields)
    {
        _fields = fields;
        _level = new LevelField(fields);
        var wanted = new WantedMembers();
        _places = new JsonFields(fields, wanted);
        var slots = _places.Slots;
        wanted.Add(["@t"], _clefTime = slots++);
        _renamed = [.. _places.Renamed.Select(field => field.Field)];
        _clef = new int[_renamed.Length];
        for (var i = 0; i < _clef.Length; i++) wanted.Add(ClefParser.Path(fields[_renamed[i]]), _clef[i] = slots++);

        _objects = new JsonObjectReader(wanted, slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var parsed = ParseRaw(line, fields);
        if (parsed.Outcome == ParseOutcome.Parsed) _level.Normalize(line, fields, parsed.ImpliesLevel);
        return parsed.Outcome;
    }

    public RawParse ParseRaw(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (outcome != ParseOutcome.Parsed) return new RawParse(outcome);

        if (fields[_clefTime].Kind == FieldKind.Missing)
            return new RawParse(outcome, IsByShape: _places.Choose(line, fields));

        for (var i = 0; i < _clef.Length; i++) fields[_renamed[i]] = fields[_clef[i]];
        return new RawParse(outcome, ImpliesLevel: true);
    }

    public LineShapes? CreateShapes() => new LearnedShapes<JsonValues>(this, _fields);
}
