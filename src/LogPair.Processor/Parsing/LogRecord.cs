using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing;

/// <summary>One event, as slices of the line it came from. Nothing is copied.</summary>
/// <remarks>
/// Valid until the next line is parsed with the same <see cref="FieldBuffer"/>; copy what must live longer.
/// Text that had to be unescaped lives in the field buffer's scratch space, for as long as the record. The buffer also
/// keeps the kind of a bare value that somebody has asked for.
/// </remarks>
internal readonly ref struct LogRecord
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly FieldBuffer _fields;

    public LogRecord(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        _line = line;
        _fields = fields;
    }

    /// <summary>The whole line, without its line feed.</summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <param name="slot">Of the <see cref="FieldSet"/> that the parser was made for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldKind Kind(int slot)
    {
        var kind = _fields[slot].Kind;
        return kind < FieldKind.Bare ? kind : Settle(slot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FieldKind Settle(int slot)
    {
        var slice = _fields[slot];
        var end = slice.Start + slice.Length;
        var kind = slice.Kind == FieldKind.Bare
            ? FlatFields.KindOf(_line, slice.Start, end)
            : BareValue.KindOf(_line, slice.Start, end);
        _fields[slot] = new FieldSlice(slice.Start, slice.Length, kind);
        return kind;
    }

    /// <summary>The value's bytes as they stand in the line (numbers, literals, structures, unescaped text).</summary>
    public ReadOnlySpan<byte> Raw(int slot) => Raw(_fields[slot]);

    /// <inheritdoc cref="Raw(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(FieldSlice slice) =>
        slice.Start >= 0 ? _line.Slice(slice.Start, slice.Length) : _fields.Made(slice);

    /// <summary>Where the values lie, by slot; nobody may have looked yet what those are that stand without quotes.</summary>
    public ReadOnlySpan<FieldSlice> Slices => _fields.Slices;

    /// <summary>The value of a text field in UTF-8, unescaped; empty for any other kind.</summary>
    public ReadOnlySpan<byte> Text(int slot) => Kind(slot) switch
    {
        FieldKind.Text => Raw(slot),
        FieldKind.EscapedText => _fields.Unescape(slot, Raw(slot)),
        _ => default,
    };

    /// <summary>The value of a number field.</summary>
    /// <returns>False for any other kind, and for a number that a double cannot hold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetNumber(int slot, out double value)
    {
        var slice = _fields[slot];
        if (slice.Kind == FieldKind.Bare && JsonNumber.TryParseShort(Raw(slice), out value)) return true;

        value = 0;
        return Kind(slot) == FieldKind.Number && JsonNumber.TryParse(Raw(slot), out value);
    }

    /// <summary>The moment that a field tells: as text, or as seconds or smaller units since 1970.</summary>
    /// <param name="slot">As for <see cref="Kind"/>.</param>
    /// <param name="referenceTicks">What a moment without a year is put near to; see <see cref="Timestamps"/>.</param>
    /// <param name="utcTicks">As <see cref="DateTime.Ticks"/>, in UTC.</param>
    public bool TryGetTime(int slot, long referenceTicks, out long utcTicks)
    {
        utcTicks = 0;
        return Kind(slot) switch
        {
            FieldKind.Number => Timestamps.TryParseEpoch(Raw(slot), out utcTicks),
            FieldKind.Text or FieldKind.EscapedText => Timestamps.TryParse(Text(slot), referenceTicks, out utcTicks),
            _ => false,
        };
    }
}
