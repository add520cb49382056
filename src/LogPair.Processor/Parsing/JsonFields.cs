namespace LogPair.Processor.Parsing;

/// <summary>Where a JSON line by whatever program may keep the wanted fields.</summary>
/// <remarks>Immutable once made.</remarks>
internal sealed class JsonFields
{
    private readonly List<CandidateSlots> _renamed = [];
    private readonly List<CandidateSlots> _properties = [];
    private readonly List<CandidateSlots> _dotted = [];
    private readonly LevelField _level;

    // Set if a line has an object in which properties may be: most lines have none, and need not be looked through.
    private readonly int _container;

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
                _properties.Add(new(field, [field, .. Add(BuiltInFields.Within(property), wanted)]));
                if (property.Count > 1) _dotted.Add(new(field, [field, .. Add([[string.Join('.', property)]], wanted)]));
            }
            else
            {
                _renamed.Add(new(field, Add(BuiltInFields.Candidates(fields[field]), wanted)));
            }
        }

        _container = Slots++;
        foreach (var container in BuiltInFields.Containers) wanted.Add([container], _container);
    }

    /// <summary>Slots in use: those of the field set, then our own.</summary>
    public int Slots { get; private set; }

    /// <summary>Fields that CLEF calls otherwise: the built-in ones, and properties with an @, which it escapes.</summary>
    public IReadOnlyList<CandidateSlots> Renamed => _renamed;

    /// <summary>Gives the fields the first values that the line has for them.</summary>
    public void Choose(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        foreach (var field in _renamed) field.Choose(fields);
        foreach (var field in _dotted) field.Choose(fields);
        if (fields[_container].Kind == FieldKind.Structure)
        {
            foreach (var field in _properties) field.Choose(fields);
        }

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
