namespace LogPair.Processor.Parsing;

/// <summary>A field that may go by several names, each of which has a slot of the parser's own.</summary>
/// <remarks>These are the built-in fields, and properties with an @, which CLEF escapes and others do not.</remarks>
/// <param name="Field">Slot of the field.</param>
/// <param name="Candidates">Slots of its names, by preference.</param>
internal readonly record struct CandidateSlots(int Field, int[] Candidates)
{
    /// <summary>Adds what a JSON line may call the fields: properties by name, others by all their names.</summary>
    /// <param name="fields">What is asked for.</param>
    /// <param name="wanted">Where the names go.</param>
    /// <param name="slots">Slots in use; counted on.</param>
    public static CandidateSlots[] Add(FieldSet fields, WantedMembers wanted, ref int slots)
    {
        var found = new List<CandidateSlots>();
        for (var field = 0; field < fields.Count; field++)
        {
            if (BuiltInFields.IsProperty(fields[field], out var property) && !property[0].StartsWith('@'))
            {
                wanted.Add(property, field);
                continue;
            }

            var candidates = new List<int>();
            foreach (var path in BuiltInFields.Candidates(fields[field]))
            {
                wanted.Add(path, slots);
                candidates.Add(slots++);
            }

            found.Add(new CandidateSlots(field, [.. candidates]));
        }

        return [.. found];
    }

    /// <summary>Gives the field the value of the first name that the line has.</summary>
    public void Choose(FieldBuffer fields)
    {
        foreach (var candidate in Candidates)
        {
            if (fields[candidate].Kind == FieldKind.Missing) continue;

            fields[Field] = fields[candidate];
            return;
        }
    }
}
