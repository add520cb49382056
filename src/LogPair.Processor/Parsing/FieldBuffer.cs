using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing;

/// <summary>
/// The extracted fields of one record at a time, and scratch space for values that do not stand in the line as they are.
/// </summary>
/// <remarks>One owner thread. Reused for every line, so that parsing allocates nothing.</remarks>
internal sealed class FieldBuffer
{
    private static readonly FieldSlice[] Names =
    [
        .. Enum.GetValues<EventLevel>().Select(level =>
        {
            var (start, length) = LevelNames.PlaceOf(level).GetOffsetAndLength(LevelNames.All.Length);
            return new FieldSlice(~start, length, FieldKind.Text);
        }),
    ];

    private FieldSlice[] _slices;

    // Texts that have been unescaped, by slot: where they lie in _scratch, of which _scratchUsed bytes are taken.
    // All empty while _hasTexts is false. The names of levels stand at the start of _scratch for good.
    private Range[] _texts;
    private bool _hasTexts;
    private byte[] _scratch = new byte[1024];
    private int _scratchUsed;
    private int _kept = LevelNames.All.Length;

    public FieldBuffer(FieldSet fields)
    {
        _slices = new FieldSlice[fields.Count];
        _texts = new Range[fields.Count];
        LevelNames.All.CopyTo(_scratch);
        _scratchUsed = LevelNames.All.Length;
    }

    /// <summary>CLEF leaves out <c>@l</c> when the level is Information. Source: CLEF, "Reified properties".</summary>
    public static FieldSlice ImpliedInformation => NameOf(EventLevel.Information);

    public FieldSlice this[int slot]
    {
        get => _slices[slot];
        set => _slices[slot] = value;
    }

    /// <summary>Where the values lie, by slot.</summary>
    public Span<FieldSlice> Slices => _slices;

    /// <summary>
    /// Keeps texts for all records from now on, in place of those kept before. Forgets the last record.
    /// </summary>
    /// <param name="texts">Copied.</param>
    /// <param name="slices">Gets where they are.</param>
    public void Keep(IReadOnlyList<byte[]> texts, Span<FieldSlice> slices)
    {
        _kept = LevelNames.All.Length;
        Clear();
        for (var i = 0; i < texts.Count; i++) slices[i] = Make(texts[i], FieldKind.Text);
        _kept = _scratchUsed;
    }

    /// <summary>The name of a level, which is valid in every buffer at any time.</summary>
    public static FieldSlice NameOf(EventLevel level) => Names[(int)level];

    /// <summary>Whether a value is the name of a level, by where it lies: equal places then mean equal names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsName(FieldSlice slice) => slice.Start < 0 && ~slice.Start < LevelNames.All.Length;

    /// <summary>Forgets the last record.</summary>
    public void Clear()
    {
        Array.Clear(_slices);
        Restart();
    }

    /// <summary>Forgets the last record, but for its slices, all of which are set anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Restart()
    {
        _scratchUsed = _kept;
        if (_hasTexts) ForgetTexts();
    }

    private void ForgetTexts()
    {
        Array.Clear(_texts);
        _hasTexts = false;
    }

    /// <summary>Forgets the last record and makes room for the next.</summary>
    /// <param name="slots">Of the parser: those of the field set, then those for its own use.</param>
    public void Clear(int slots)
    {
        Grow(slots);
        Clear();
    }

    /// <summary>As <see cref="Restart()"/>, and makes room for the next record.</summary>
    /// <inheritdoc cref="Clear(int)"/>
    public void Restart(int slots)
    {
        Grow(slots);
        Restart();
    }

    private void Grow(int slots)
    {
        if (_slices.Length >= slots) return;

        Array.Resize(ref _slices, slots);
        Array.Resize(ref _texts, slots);
    }

    /// <summary>A value that does not stand in the line: made from it, or implied by it.</summary>
    /// <param name="value">Copied.</param>
    /// <param name="kind">Any but <see cref="FieldKind.EscapedText"/>, unless it is JSON that is still escaped.</param>
    /// <returns>Valid until <see cref="Clear()"/>.</returns>
    public FieldSlice Make(ReadOnlySpan<byte> value, FieldKind kind)
    {
        value.CopyTo(Take(value.Length));
        return Made(value.Length, kind);
    }

    /// <summary>Room for a value to be made in place; followed by <see cref="Made(int, FieldKind)"/>.</summary>
    /// <param name="length">Most bytes that it may have.</param>
    public Span<byte> Take(int length)
    {
        // A grown array leaves earlier results pointing into the old one, which stays alive as long as they do.
        if (_scratch.Length - _scratchUsed < length)
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + length));

        return _scratch.AsSpan(_scratchUsed, length);
    }

    /// <summary>The value that the first bytes of what was taken last hold.</summary>
    public FieldSlice Made(int length, FieldKind kind)
    {
        var slice = new FieldSlice(~_scratchUsed, length, kind);
        _scratchUsed += length;
        return slice;
    }

    /// <summary>Bytes of a slice made by <see cref="Make"/>.</summary>
    public ReadOnlySpan<byte> Made(FieldSlice slice) => _scratch.AsSpan(~slice.Start, slice.Length);

    /// <summary>Copies JSON text into scratch space without its escapes.</summary>
    /// <param name="escaped">Between the quotes; already checked to be valid JSON.</param>
    /// <returns>Valid until <see cref="Clear()"/>.</returns>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = Take(escaped.Length);
        var written = JsonText.Unescape(escaped, text);
        _scratchUsed += written;
        return text[..written];
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
            _hasTexts = true;
            _texts[slot] = start.._scratchUsed;
        }

        return _scratch.AsSpan(_texts[slot]);
    }
}
