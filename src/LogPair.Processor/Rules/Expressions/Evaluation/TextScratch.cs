namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Space for the text that functions make.</summary>
/// <remarks>One owner thread. Grows to what the largest record needs, then allocates no more.</remarks>
internal sealed class TextScratch
{
    // _used <= _bytes.Length
    private byte[] _bytes = new byte[1024];
    private int _used;

    /// <summary>Forgets all text.</summary>
    public void Clear() => _used = 0;

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
}
