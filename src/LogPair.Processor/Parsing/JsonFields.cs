namespace LogPair.Processor.Parsing;

/// <summary>Where a JSON line by whatever program may keep the wanted fields.</summary>
/// <remarks>Immutable once made.</remarks>
internal sealed class JsonFields
{
    private readonly List<CandidateSlots> _renamed = [];
    private readonly List<CandidateSlots> _properties = [];
    private readonly LevelField _level;

    /// <param name="fields">What is asked for.</param>
    /// <param name="wanted">Where the names go that a line may have.</param>
    public JsonFields(FieldSet fields, WantedMembers wanted)
    {
        Slots = fields.Count;
        _level = new LevelField(fields);
        for (var field = 0; field < fields.Count; field++)
        {
            if (BuiltInFields.IsProperty(fields[field], out var property) && !property[0].StartsWith('@'))
            {
                wanted.Add(property, field);
                _properties.Add(new(field, [field, .. Add(BuiltInFields.Elsewhere(property), wanted)]));
            }
            else
            {
                _renamed.Add(new(field, Add(BuiltInFields.Candidates(fields[field]), wanted)));
            }
        }
    }

    /// <summary>Slots in use: those of the field set, then our own.</summary>
    public int Slots { get; private set; }

    /// <summary>Fields that CLEF calls otherwise: the built-in ones, and properties with an @, which it escapes.</summary>
    public IReadOnlyList<CandidateSlots> Renamed => _renamed;

    /// <summary>Gives the fields the first values that the line has for them.</summary>
    public void Choose(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        foreach (var field in _renamed) field.Choose(fields);
        foreach (var field in _properties) field.Choose(fields);
        _level.Normalize(line, fields);
    }

    private int[] Add(IEnumerable<IEnumerable<string>> paths, WantedMembers wanted)
    {
        var slots = new List<int>();
        foreach (var path in paths)
        {
            wanted.Add(path, Slots);
            slots.Add(Slots++);
        }

        return [.. slots];
    }
}
