namespace LogPair.Processor.Parsing.W3c;

/// <summary>One column of an extended log file, and where its values go. Immutable.</summary>
internal sealed class W3cColumn
{
    private readonly int[] _slots;
    private readonly bool _hasPlusSigns;

    public W3cColumn(string name, FlatFields flat)
    {
        Name = name;
        _slots = flat.Find(name);

        // Columns with x- are the server's own, in which a plus sign may be one.
        _hasPlusSigns = !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public void Write(ReadOnlySpan<byte> line, Range at, bool isQuoted, FieldBuffer fields)
    {
        if (_slots.Length > 0) fields.Set(_slots, Value(line, at, isQuoted, fields));
    }

    private FieldSlice Value(ReadOnlySpan<byte> line, Range at, bool isQuoted, FieldBuffer fields)
    {
        var text = line[at];
        if (isQuoted) return text.Contains((byte)'"') ? Undouble(text, fields) : FlatValues.Text(line, at);
        if (!_hasPlusSigns || !text.Contains((byte)'+')) return FlatValues.Bare(line, at);

        var spaced = fields.Take(text.Length);
        text.Replace(spaced, (byte)'+', (byte)' ');
        return fields.Made(text.Length, FieldKind.Text);
    }

    private static FieldSlice Undouble(ReadOnlySpan<byte> text, FieldBuffer fields)
    {
        var plain = fields.Take(text.Length);
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            plain[written++] = text[i];
            if (text[i] == '"') i++;
        }

        return fields.Made(written, FieldKind.Text);
    }
}
