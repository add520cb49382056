namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Where the text of a group goes.</summary>
/// <param name="Place">Index of its start among the places of a match; its end is the next one.</param>
/// <param name="Slot">Of the field buffer.</param>
/// <param name="Kind">What it becomes.</param>
internal readonly record struct PatternSlot(int Place, int Slot, PatternFieldKind Kind)
{
    public void Set(ReadOnlySpan<byte> line, ReadOnlySpan<int> places, FieldBuffer fields)
    {
        var (start, end) = (places[Place], places[Place + 1]);

        // Of several groups of one field, the one that took part counts.
        if (start < 0 || end < start) return;

        var text = line[start..end];
        if (Kind == PatternFieldKind.AsWritten)
        {
            fields[Slot] = new FieldSlice(start, text.Length, FlatFields.KindOf(text));
            return;
        }

        var length = NumberLength(text, ref start, Kind == PatternFieldKind.Number);
        if (length > 0) fields[Slot] = new FieldSlice(start, length, FieldKind.Number);
    }

    // The number that the text begins with, as JSON would write it: no plus sign, no leading zeros, whole if asked for.
    private static int NumberLength(ReadOnlySpan<byte> text, ref int start, bool takesFraction)
    {
        var begin = text.StartsWith("+"u8) ? 1 : 0;
        while (begin + 1 < text.Length && text[begin] == '0' && char.IsAsciiDigit((char)text[begin + 1])) begin++;

        start += begin;
        text = text[begin..];
        if (!takesFraction && text.IndexOfAny(".eE"u8) is var cut and >= 0) text = text[..cut];

        return Math.Max(JsonNumber.EndOf(text, 0), 0);
    }
}
