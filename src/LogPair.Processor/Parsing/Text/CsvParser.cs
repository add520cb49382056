namespace LogPair.Processor.Parsing.Text;

/// <summary>Lines of columns that are told by their place.</summary>
/// <remarks>
/// A line with more or fewer columns than there are names is none of the format: it may be torn, or of another table.
/// An empty column is missing; an empty one in quotes is empty text. Quotes say nothing else about a value, since many
/// writers quote everything: <c>"12"</c> is a number.
/// </remarks>
internal sealed class CsvParser : ILineParser
{
    private readonly FlatFields _fields;
    private readonly int[][] _slots;
    private readonly byte _delimiter;

    /// <param name="fields">Of the field set.</param>
    /// <param name="columns">Names from left to right; an empty one is passed over.</param>
    /// <param name="delimiter">Between columns.</param>
    public CsvParser(FlatFields fields, IEnumerable<string> columns, byte delimiter)
    {
        _fields = fields;
        _slots = [.. columns.Select(column => column.Length == 0 ? [] : fields.Find(column))];
        _delimiter = delimiter;
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_fields.Slots);
        if (LineStart.IsBlank(line)) return ParseOutcome.Blank;

        var columns = new CsvColumns(line, _delimiter);
        var column = 0;
        for (; columns.TryRead(); column++)
        {
            if (column == _slots.Length) return ParseOutcome.Mismatch;
            if (_slots[column].Length > 0) Keep(line, columns, _slots[column], fields);
        }

        if (columns.IsBroken || column < _slots.Length) return ParseOutcome.Mismatch;

        _fields.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private static void Keep(ReadOnlySpan<byte> line, scoped in CsvColumns columns, int[] slots, FieldBuffer fields)
    {
        var (start, length) = columns.Current.GetOffsetAndLength(line.Length);
        if (length == 0 && !columns.IsQuoted) return;

        var text = line.Slice(start, length);
        var value = columns.HasQuotes
            ? fields.Made(CsvColumns.Unquote(text, fields.Take(length)), FieldKind.Text)
            : new FieldSlice(start, length, BareValue.KindOf(text));
        fields.Set(slots, value);
    }
}
