namespace LogPair.Processor.Parsing;

/// <summary>
/// The extracted fields of one record at a time, and scratch space for text that had to be unescaped.
/// </summary>
/// <remarks>One owner thread. Reused for every line, so that parsing allocates nothing.</remarks>
internal sealed class FieldBuffer
{
    private FieldSlice[] _slices;

    // Texts that have been unescaped, by slot: where they lie in _scratch, of which _scratchUsed bytes are taken.
    // All empty while _scratchUsed is 0.
    private Range[] _texts;
    private byte[] _scratch = new byte[1024];
    private int _scratchUsed;

    public FieldBuffer(FieldSet fields)
    {
        _slices = new FieldSlice[fields.Count];
        _texts = new Range[fields.Count];
    }

    public FieldSlice this[int slot]
    {
        get => _slices[slot];
        set => _slices[slot] = value;
    }

    /// <summary>Forgets the last record.</summary>
    public void Clear()
    {
        Array.Clear(_slices);
        if (_scratchUsed == 0) return;

        Array.Clear(_texts);
        _scratchUsed = 0;
    }

    /// <summary>Forgets the last record and makes room for the next.</summary>
    /// <param name="slots">Of the parser: those of the field set, then those for its own use.</param>
    public void Clear(int slots)
    {
        if (_slices.Length < slots)
        {
            Array.Resize(ref _slices, slots);
            Array.Resize(ref _texts, slots);
        }

        Clear();
    }

    /// <summary>A slice whose text is not in the line but implied by the format; see <see cref="Implied"/>.</summary>
    public static FieldSlice ImpliedText(ImpliedValue value) => new(-1 - (int)value, 0, FieldKind.Text);

    /// <summary>Bytes of a slice made by <see cref="ImpliedText"/>.</summary>
    public static ReadOnlySpan<byte> Implied(FieldSlice slice) => (ImpliedValue)(-1 - slice.Start) switch
    {
        ImpliedValue.LevelInformation => "Information"u8,
        _ => default,
    };

    /// <summary>Copies JSON text into scratch space without its escapes.</summary>
    /// <param name="escaped">Between the quotes; already checked to be valid JSON.</param>
    /// <returns>Valid until <see cref="Clear()"/>.</returns>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        // A grown array leaves earlier results pointing into the old one, which stays alive as long as they do.
        if (_scratch.Length - _scratchUsed < escaped.Length)
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + escaped.Length));

        var written = JsonText.Unescape(escaped, _scratch.AsSpan(_scratchUsed));
        var text = _scratch.AsSpan(_scratchUsed, written);
        _scratchUsed += written;
        return text;
    }

    /// <summary>As <see cref="Unescape(ReadOnlySpan{byte})"/>, but once a record, however many rules ask.</summary>
    /// <param name="slot">Whose text it is.</param>
    /// <param name="escaped">Not empty.</param>
    public ReadOnlySpan<byte> Unescape(int slot, ReadOnlySpan<byte> escaped)
    {
        if (_texts[slot].Equals(default))
        {
            var start = _scratchUsed;
            Unescape(escaped);
            _texts[slot] = start.._scratchUsed;
        }

        return _scratch.AsSpan(_texts[slot]);
    }
}
