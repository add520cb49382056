namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Where one value of an access log goes. Immutable.</summary>
internal sealed class LayoutSink
{
    private readonly LogEscape _escape;
    private readonly int[] _slots;
    private readonly RequestSlots? _request;

    public LayoutSink(LayoutField field, Layout layout, FlatFields flat)
    {
        Field = field;
        _escape = layout.Escape;
        _slots = flat.Find(field.Name);
        if (field.Shape is ValueShape.Request or ValueShape.Target) _request = new RequestSlots(flat, layout.Has);
        IsWanted = _slots.Length > 0 || _request is { AreWanted: true };
        IsPlain = _slots.Length == 1 && _request is null && field.Shape != ValueShape.Query;
    }

    public LayoutField Field { get; }

    /// <summary>Whether anybody asks for it, or for something in it.</summary>
    public bool IsWanted { get; }

    /// <summary>Whether a value that has no escapes and is no dash goes to one slot as it is.</summary>
    public bool IsPlain { get; }

    /// <summary>The slots that get a value from each line.</summary>
    public ReadOnlySpan<int> Slots => _slots;

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
