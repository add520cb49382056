namespace LogPair.Processor.Parsing;

/// <summary>The extracted fields of one record at a time, and scratch space for text that had to be unescaped.</summary>
/// <remarks>One owner thread. Reused for every line, so that parsing allocates nothing.</remarks>
internal sealed class FieldBuffer
{
    private readonly FieldSlice[] _slices;
    private byte[] _scratch = new byte[1024];
    private int _scratchUsed;

    public FieldBuffer(FieldSet fields)
    {
        _slices = new FieldSlice[fields.Count];
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
        _scratchUsed = 0;
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
    /// <returns>Valid until <see cref="Clear"/>.</returns>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        // A grown array leaves earlier results pointing into the old one, which stays alive as long as they do.
        if (_scratch.Length - _scratchUsed < escaped.Length)
        {
            _scratch = new byte[Math.Max(_scratch.Length * 2, escaped.Length)];
            _scratchUsed = 0;
        }

        var written = JsonText.Unescape(escaped, _scratch.AsSpan(_scratchUsed));
        var text = _scratch.AsSpan(_scratchUsed, written);
        _scratchUsed += written;
        return text;
    }
}
