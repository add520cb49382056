using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Json;

/// <summary>Compact log event format, which Serilog.Formatting.Compact writes: one JSON object a line.</summary>
/// <remarks>
/// Built-in fields go by their own names (<c>@t</c>, <c>@l</c> …). An absent <c>@l</c> means Information. A property
/// whose name begins with @ is written with a second one; rules reach it as <c>@p['@name']</c>.
/// Source: https://clef-json.org.
/// </remarks>
internal sealed class ClefParser : IRawParser
{
    private readonly FieldSet _fields;
    private readonly JsonObjectReader _objects;
    private readonly LevelField _level;

    public ClefParser(FieldSet fields)
    {
        _fields = fields;
        _level = new LevelField(fields);
        var wanted = new WantedMembers();
        for (var slot = 0; slot < fields.Count; slot++) wanted.Add(Path(fields[slot]), slot);

        _objects = new JsonObjectReader(wanted, fields.Count);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = ParseRaw(line, fields).Outcome;
        if (outcome == ParseOutcome.Parsed) _level.Normalize(line, fields, implies: true);
        return outcome;
    }

    public RawParse ParseRaw(ReadOnlySpan<byte> line, FieldBuffer fields) =>
        new(_objects.Read(line, fields), ImpliesLevel: true);

    public LineShapes? CreateShapes() => new LearnedShapes<JsonValues>(this, _fields);

    /// <summary>The member that holds a field in CLEF.</summary>
    public static IEnumerable<string> Path(FieldPath field)
    {
        if (!BuiltInFields.IsProperty(field, out var property)) return field.Members;

        var name = property[0];
        return property.Skip(1).Prepend(name.StartsWith('@') ? "@" + name : name);
    }
}
