namespace LogPair.Processor.Parsing;

/// <summary>JSON lines of either kind: an object with a member <c>@t</c> is CLEF, any other is generic JSON.</summary>
/// <remarks>
/// Decided for each line from its bytes alone, in one pass: a restart in the middle of a segment, or a producer that
/// changes its format, cannot make a line mean something else than before.
/// </remarks>
internal sealed class AutoParser : ILineParser
{
    private static readonly FieldPath Level = new("@l");

    private readonly JsonObjectReader _objects;
    private readonly CandidateSlots[] _chosen;

    // For each of _chosen, the slot of its CLEF name.
    private readonly int[] _clef;
    private readonly int _clefTime;
    private readonly int _level = -1;

    public AutoParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        var slots = fields.Count;
        _chosen = CandidateSlots.Add(fields, wanted, ref slots);
        wanted.Add(["@t"], _clefTime = slots++);
        _clef = new int[_chosen.Length];
        for (var i = 0; i < _clef.Length; i++)
        {
            var path = fields[_chosen[i].Field];
            wanted.Add(ClefParser.Path(path), _clef[i] = slots++);
            if (path.Equals(Level)) _level = _chosen[i].Field;
        }

        _objects = new JsonObjectReader(wanted, slots);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (fields[_clefTime].Kind == FieldKind.Missing)
        {
            foreach (var field in _chosen) field.Choose(fields);
            return outcome;
        }

        for (var i = 0; i < _clef.Length; i++) fields[_chosen[i].Field] = fields[_clef[i]];
        if (_level >= 0 && fields[_level].Kind == FieldKind.Missing)
            fields[_level] = FieldBuffer.ImpliedInformation;
        return outcome;
    }
}
