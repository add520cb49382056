namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Reads lines by a pattern: its groups are the fields.</summary>
internal sealed class PatternLineParser : ILineParser
{
    // Groups up to so many are told on the stack.
    private const int MaxPlacesOnStack = 256;

    private readonly Pattern _pattern;
    private readonly FlatFields _flat;
    private readonly PatternSlot[] _wanted;

    public PatternLineParser(Pattern pattern, IEnumerable<PatternField> groups, FieldSet fields)
    {
        _pattern = pattern;
        _flat = new FlatFields(fields);
        _wanted =
        [
            .. groups.SelectMany(group => _flat.Find(group.Field)
                .Select(slot => new PatternSlot(pattern.Groups.Find(group.Group)!.Value * 2, slot, group.Kind))),
        ];
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) return ParseOutcome.Blank;

        var count = _pattern.Places;
        var places = count <= MaxPlacesOnStack ? stackalloc int[MaxPlacesOnStack] : new int[count];
        var outcome = _pattern.Match(line, places[..count]);
        if (outcome != MatchOutcome.Match)
            return outcome == MatchOutcome.NoMatch ? ParseOutcome.Mismatch : ParseOutcome.TooCostly;

        foreach (var wanted in _wanted) wanted.Set(line, places, fields);
        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }
}
