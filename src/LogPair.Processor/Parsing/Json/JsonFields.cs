namespace LogPair.Processor.Parsing.Json;

/// <summary>Where a JSON line by whatever program may keep the wanted fields.</summary>
/// <remarks>Immutable once made.</remarks>
internal sealed class JsonFields
{
    private readonly CandidateSlots[] _renamed;
    private readonly CandidateSlots[] _dotted;
    private readonly CandidateSlots[] _properties;
    private readonly ZapShortNames _zap;
    private readonly ExceptionObjects _exceptions;

    // Slots of the objects in which properties may be: most lines have none, and need not be looked through.
    private readonly int[] _containers;

    /// <param name="fields">What is asked for.</param>
    /// <param name="wanted">Where the names go that a line may have.</param>
    public JsonFields(FieldSet fields, WantedMembers wanted)
    {
        Slots = fields.Count;
        List<CandidateSlots> renamed = [], dotted = [], properties = [];
        for (var field = 0; field < fields.Count; field++)
        {
            if (BuiltInFields.IsProperty(fields[field], out var property) && !property[0].StartsWith('@'))
            {
                wanted.Add(property, field);
                properties.Add(new(field, [field, .. Add(BuiltInFields.Within(property), wanted)]));
                if (property.Count == 1) continue;

                var name = string.Join('.', property);
                dotted.Add(new(field, [field, .. Add([[name]], wanted)]));
            }
            else
            {
                renamed.Add(new(field, Add(BuiltInFields.Candidates(fields[field]), wanted)));
            }
        }

        (_renamed, _dotted, _properties) = ([.. renamed], [.. dotted], [.. properties]);
        _containers = Add(BuiltInFields.Containers.Select(container => new[] { container }), wanted);
        _zap = new ZapShortNames(fields, path => Add([path], wanted)[0]);
        _exceptions = new ExceptionObjects(fields, path => Add([path], wanted)[0]);
    }

    /// <summary>Slots in use: those of the field set, then our own.</summary>
    public int Slots { get; private set; }

    /// <summary>Fields that CLEF calls otherwise: built-in ones, and properties with an @, which it escapes.</summary>
    public IReadOnlyList<CandidateSlots> Renamed => _renamed;

    /// <summary>Gives the fields the first values that the line has for them.</summary>
    /// <returns>Whether the choice depends on nothing but the names that the line has.</returns>
    public bool Choose(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        foreach (var field in _renamed) field.Choose(fields);
        foreach (var field in _dotted) field.Choose(fields);
        if (HasContainer(fields))
        {
            foreach (var field in _properties) field.Choose(fields);
        }

        var isByShape = !_zap.MayApply(fields) && !_exceptions.MayApply(fields);
        _zap.Choose(fields);
        _exceptions.Choose(line, fields);
        return isByShape;
    }

    private bool HasContainer(FieldBuffer fields)
    {
        foreach (var container in _containers)
        {
            if (fields[container].Kind == FieldKind.Structure) return true;
        }

        return false;
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
