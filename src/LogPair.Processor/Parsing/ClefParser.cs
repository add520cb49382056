namespace LogPair.Processor.Parsing;

/// <summary>Compact log event format, which Serilog.Formatting.Compact writes: one JSON object a line.</summary>
/// <remarks>
/// Built-in fields go by their own names (<c>@t</c>, <c>@l</c> …). An absent <c>@l</c> means Information. A property
/// whose name begins with @ is written with a second one; rules reach it as <c>@p['@name']</c>.
/// Source: https://clef-json.org.
/// </remarks>
internal sealed class ClefParser : ILineParser
{
    private readonly JsonObjectReader _objects;
    private readonly LevelField _level;

    public ClefParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        for (var slot = 0; slot < fields.Count; slot++) wanted.Add(Path(fields[slot]), slot);

        _objects = new JsonObjectReader(wanted, fields.Count);
        _level = new LevelField(fields);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (outcome == ParseOutcome.Parsed) _level.NormalizeOrImply(line, fields);
        return outcome;
    }

    /// <summary>The member that holds a field in CLEF.</summary>
    public static IEnumerable<string> Path(FieldPath field)
    {
        if (!BuiltInFields.IsProperty(field, out var property)) return field.Members;

        var name = property[0];
        return property.Skip(1).Prepend(name.StartsWith('@') ? "@" + name : name);
    }
}
