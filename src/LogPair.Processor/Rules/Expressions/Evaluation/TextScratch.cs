namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>
/// Space for the text that functions make and for the elements that wildcards are at, and what could not be found out.
/// </summary>
/// <remarks>One owner thread. Grows to what the largest record needs, then allocates no more.</remarks>
internal sealed class TextScratch
{
    // Bytes of elements that wildcards and the comparison of objects look at for one record and rule. Enough for whatever
    // people log, and a few milliseconds at most: without a bound, two lists in one line could keep a core busy for minutes.
    private const int MaxEffort = 4 << 20;

    // _used <= _bytes.Length
    private byte[] _bytes = new byte[1024];
    private int _used;

    // Of each slot the element and, in the array beside it, its length; empty until a rule has wildcards.
    private byte[][] _elements = [];
    private int[] _elementLengths = [];
    private int _effort;

    /// <summary>Whether <see cref="TrySpend"/> has failed since <see cref="Clear"/>.</summary>
    public bool IsExhausted => _effort > MaxEffort;

    /// <summary>
    /// Whether a pattern would have taken more than is granted for one line, so that a value is not what it should be.
    /// </summary>
    public bool IsTooCostly { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _used = 0;
        _effort = 0;
        IsTooCostly = false;
    }

    /// <summary>A pattern was given up: its value is undefined.</summary>
    public Value TooCostly()
    {
        IsTooCostly = true;
        return Value.Undefined;
    }

    /// <summary>Space for new text, not cleared. Valid until <see cref="Clear"/>.</summary>
    public Span<byte> Take(int length)
    {
        // A grown array leaves earlier text in the old one, which lives as long as the spans that point into it.
        if (_bytes.Length - _used < length)
        {
            _bytes = new byte[Math.Max(_bytes.Length * 2, length)];
            _used = 0;
        }

        var space = _bytes.AsSpan(_used, length);
        _used += length;
        return space;
    }

    /// <summary>What has been taken so far, for <see cref="Release"/>.</summary>
    public ScratchMark Mark() => new(_bytes, _used);

    /// <summary>Forgets what was taken since the mark.</summary>
    public void Release(ScratchMark mark) => _used = ReferenceEquals(mark.Bytes, _bytes) ? mark.Used : 0;

    /// <summary>Counts work that grows faster than the line.</summary>
    /// <param name="bytes">How many are looked at.</param>
    /// <returns>False once a record has cost too much.</returns>
    public bool TrySpend(int bytes)
    {
        // Both are far below half of what an int holds.
        if (_effort <= MaxEffort) _effort += bytes;
        return _effort <= MaxEffort;
    }

    /// <summary>The JSON that <see cref="SetElement"/> was given last, or nothing.</summary>
    public ReadOnlySpan<byte> Element(int slot) =>
        slot < _elements.Length ? _elements[slot].AsSpan(0, _elementLengths[slot]) : default;

    /// <summary>Keeps a copy of an element.</summary>
    public void SetElement(int slot, ReadOnlySpan<byte> json)
    {
        if (slot >= _elements.Length)
        {
            Array.Resize(ref _elements, slot + 1);
            Array.Resize(ref _elementLengths, slot + 1);
        }

        if (_elements[slot] is null || _elements[slot].Length < json.Length)
            _elements[slot] = new byte[Math.Max(256, json.Length * 2)];
        json.CopyTo(_elements[slot]);
        _elementLengths[slot] = json.Length;
    }
}
