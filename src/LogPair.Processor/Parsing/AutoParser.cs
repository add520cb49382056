namespace LogPair.Processor.Parsing;

/// <summary>JSON lines of either kind: an object with a member <c>@t</c> is CLEF, any other is generic JSON.</summary>
/// <remarks>
/// Decided for each line from its bytes alone, in one pass: a restart in the middle of a segment, or a producer that
/// changes its format, cannot make a line mean something else than before.
/// </remarks>
internal sealed class AutoParser : ILineParser
{
    private readonly JsonObjectReader _objects;
    private readonly JsonFields _places;

    // The fields that CLEF calls otherwise, and for each the slot of its CLEF name.
    private readonly int[] _renamed;
    private readonly int[] _clef;
    private readonly int _clefTime;
    private readonly LevelField _level;

    public AutoParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        _places = new JsonFields(fields, wanted);
        _level = new LevelField(fields);
        var slots = _places.Slots;
        wanted.Add(["@t"], _clefTime = slots++);
        _renamed = [.. _places.Renamed.Select(field => field.Field)];
        _clef = new int[_renamed.Length];
        for (var i = 0; i < _clef.Length; i++) wanted.Add(ClefParser.Path(fields[_renamed[i]]), _clef[i] = slots++);

        _objects = new JsonObjectReader(wanted, slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (outcome != ParseOutcome.Parsed) return outcome;

        if (fields[_clefTime].Kind == FieldKind.Missing)
        {
            _places.Choose(line, fields);
            return outcome;
        }

        for (var i = 0; i < _clef.Length; i++) fields[_renamed[i]] = fields[_clef[i]];
        _level.NormalizeOrImply(line, fields);
        return outcome;
    }
}
