namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Where one value of an access log goes. Immutable.</summary>
internal sealed class LayoutSink
{
    private readonly LogEscape _escape;
    private readonly int[] _slots;
    private readonly RequestSlots? _request;
    private readonly bool _isSimple;

    public LayoutSink(LayoutField field, Layout layout, FlatFields flat)
    {
        Field = field;
        _escape = layout.Escape;
        _slots = flat.Find(field.Name);
        if (field.Shape is ValueShape.Request or ValueShape.Target) _request = new RequestSlots(flat, layout.Has);
        _isSimple = _request is null && field.Shape != ValueShape.Query;
        IsWanted = _slots.Length > 0 || _request is { AreWanted: true };
    }

    public LayoutField Field { get; }

    /// <summary>Whether anybody asks for it, or for something in it.</summary>
    public bool IsWanted { get; }

    /// <summary>The slots that get a value from each line.</summary>
    public ReadOnlySpan<int> Slots => _slots;

    /// <summary>As <see cref="Write"/>, for a value that has no backslash.</summary>
    public void WritePlain(ReadOnlySpan<byte> line, int start, int end, FieldBuffer fields)
    {
        if (_isSimple && end > start && line[start] != '-')
            fields.Set(_slots, new FieldSlice(start, end - start, FlatFields.KindOf(line, start, end)));
        else
            Write(line, start, end, fields);
    }

    /// <param name="line">The whole line.</param>
    /// <param name="start">Where the value begins in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="fields">Gets the value.</param>
    public void Write(ReadOnlySpan<byte> line, int start, int end, FieldBuffer fields)
    {
        if (Field.Shape == ValueShape.Query && end > start && line[start] == '?') start++;

        if (_slots.Length > 0) fields.Set(_slots, Value(line, start..end, fields));
        if (_request is null || (end == start + 1 && line[start] == '-')) return;

        if (Field.Shape == ValueShape.Request) _request.WriteRequest(line, start, end, _escape, fields);
        else _request.WriteTarget(line, start, end, _escape, fields);
    }

    private FieldSlice Value(ReadOnlySpan<byte> line, Range at, FieldBuffer fields)
    {
        if (line[at] is not [(byte)'-']) return EscapedValue.Read(line, at, _escape, fields);

        return Field.Shape switch
        {
            ValueShape.Verbatim => FlatValues.Text(line, at),
            ValueShape.ClfBytes => fields.Make("0"u8, FieldKind.Number),
            _ => FlatValues.Bare(line, at),
        };
    }
}
