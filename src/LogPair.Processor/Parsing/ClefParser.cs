namespace LogPair.Processor.Parsing;

/// <summary>Compact log event format, which Serilog.Formatting.Compact writes: one JSON object a line.</summary>
/// <remarks>
/// Built-in fields go by their own names (<c>@t</c>, <c>@l</c> …). An absent <c>@l</c> means Information. A property
/// whose name begins with @ is written with a second one; rules reach it as <c>@p['@name']</c>.
/// Source: https://clef-json.org.
/// </remarks>
internal sealed class ClefParser : ILineParser
{
    private static readonly FieldPath Level = new("@l");

    private readonly JsonObjectReader _objects;
    private readonly int _level = -1;

    public ClefParser(FieldSet fields)
    {
        var wanted = new WantedMembers();
        for (var slot = 0; slot < fields.Count; slot++)
        {
            wanted.Add(Path(fields[slot]), slot);
            if (fields[slot].Equals(Level)) _level = slot;
        }

        _objects = new JsonObjectReader(wanted, fields.Count);
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = _objects.Read(line, fields);
        if (_level >= 0 && fields[_level].Kind == FieldKind.Missing)
            fields[_level] = FieldBuffer.ImpliedInformation;
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
