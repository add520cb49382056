namespace LogPair.Processor.Parsing.Text;

/// <summary>Lines with pairs of keys and values, among any other text.</summary>
/// <remarks>
/// A key is the word before an assignment: letters, digits and <c>_-./@$</c>, not beginning with a digit. Its value goes
/// up to the separator or the end of the line. What is neither is passed over, so that times and messages may stand
/// before, between and after the pairs. Of equal keys the last counts. A line without any pair is none of the format.
/// </remarks>
internal sealed class KeyValueParser(FieldSet wanted, PairMarks marks) : ILineParser
{
    private readonly FlatFields _fields = new(wanted);

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_fields.Slots);
        var hasPair = false;
        var at = LineStart.Of(line);
        while (line[at..].IndexOf(marks.Assignment) is >= 0 and var distance)
        {
            var assignment = at + distance;
            var key = KeyBefore(line[at..assignment]);
            at = assignment + marks.Assignment.Length;
            if (key.IsEmpty) continue;

            hasPair = true;
            var isPadded = line[assignment - 1] == ' ' || !marks.IsSpaced;
            at = ReadValue(line, isPadded ? PassSpaces(line, at) : at, _fields.Find(key), fields);
        }

        if (!hasPair) return LineStart.IsBlank(line) ? ParseOutcome.Blank : ParseOutcome.Mismatch;

        _fields.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    /// <returns>The place past the value and the separator behind it.</returns>
    private int ReadValue(ReadOnlySpan<byte> line, int start, ReadOnlySpan<int> slots, FieldBuffer fields)
    {
        if (marks.Quote != 0 && start < line.Length && line[start] == marks.Quote)
        {
            var quote = QuotedText.End(line, start + 1, marks.Quote, out var hasEscapes);
            if (quote > 0)
            {
                Keep(new FieldSlice(start + 1, quote - start - 1, FieldKind.Text), hasEscapes, line, slots, fields);
                return quote + 1;
            }
        }

        var length = line[start..].IndexOf(marks.Separator);
        var end = length < 0 ? line.Length : start + length;
        var value = line[start..end].TrimEnd(" \t"u8);
        Keep(new FieldSlice(start, value.Length, BareValue.KindOf(value)), hasEscapes: false, line, slots, fields);
        return length < 0 ? end : end + marks.Separator.Length;
    }

    private void Keep(
        FieldSlice value, bool hasEscapes, ReadOnlySpan<byte> line, ReadOnlySpan<int> slots, FieldBuffer fields)
    {
        if (hasEscapes && !slots.IsEmpty)
        {
            var text = line.Slice(value.Start, value.Length);
            value = fields.Made(QuotedText.UnescapeQuotes(text, marks.Quote, fields.Take(text.Length)), FieldKind.Text);
        }

        fields.Set(slots, value);
    }

    private static ReadOnlySpan<byte> KeyBefore(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd(" \t"u8);
        var start = text.Length;
        while (start > 0 && IsOfKey(text[start - 1])) start--;

        var key = text[start..];
        return key.IsEmpty || char.IsAsciiDigit((char)key[0]) || "-./"u8.Contains(key[0]) ? default : key;
    }

    private static bool IsOfKey(byte value) =>
        value >= 0x80 || char.IsAsciiLetterOrDigit((char)value) || "_-./@$"u8.Contains(value);

    private static int PassSpaces(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is ((byte)' ' or (byte)'\t')) at++;
        return at;
    }
}
