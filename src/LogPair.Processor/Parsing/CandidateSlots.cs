namespace LogPair.Processor.Parsing;

/// <summary>A field whose value may stand in several places, each of which has a slot of the parser's own.</summary>
/// <param name="Field">Slot of the field.</param>
/// <param name="Candidates">Slots of its places, by preference; the field's own may be among them.</param>
internal readonly record struct CandidateSlots(int Field, int[] Candidates)
{
    /// <summary>Gives the field the value of the first place that the line has.</summary>
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
