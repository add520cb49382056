using System.Text;
using System.Text.Unicode;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules;

/// <summary>Space for text that functions make and for label keys, reused for every record.</summary>
/// <remarks>
/// One owner thread: each lane has its own. Grows to what the largest record needs, then allocates no more.
/// </remarks>
internal sealed class RuleScratch
{
    /// <summary>Longest label value in bytes; a longer one is cut at the start of a character.</summary>
    /// <remarks>Well above what a person reads and below what Prometheus set-ups commonly refuse.</remarks>
    public const int MaxLabelBytes = 1024;

    // _keyUsed <= _key.Length
    private byte[] _key = new byte[256];
    private int _keyUsed;

    /// <summary>Where expressions put the text they make. Valid until <see cref="Clear"/>.</summary>
    public TextScratch Text { get; } = new();

    /// <summary>The label key so far. Valid until <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyUsed);

    /// <summary>Forgets text and key of the last measurement.</summary>
    public void Clear()
    {
        Text.Clear();
        _keyUsed = 0;
    }

    /// <summary>
    /// Adds a label value to the key: cut to <see cref="MaxLabelBytes"/>, invalid UTF-8 replaced by U+FFFD.
    /// </summary>
    public void AppendLabel(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value)) value = Repair(value);
        if (value.Length > MaxLabelBytes) value = value[..CutPoint(value)];

        var needed = _keyUsed + LabelKey.MaxEncodedLength(value.Length);
        if (needed > _key.Length) Array.Resize(ref _key, Math.Max(_key.Length * 2, needed));
        _keyUsed += LabelKey.Append(value, _key.AsSpan(_keyUsed));
    }

    private Span<byte> Repair(ReadOnlySpan<byte> value)
    {
        // Every invalid sequence is at least one byte and becomes three. Only so much is repaired as can be kept.
        value = value[..Math.Min(value.Length, MaxLabelBytes + 1)];
        var repaired = Text.Take(value.Length * 3);
        var written = 0;
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var rune, out var used);
            written += rune.EncodeToUtf8(repaired[written..]);
            value = value[used..];
        }

        return repaired[..written];
    }

    private static int CutPoint(ReadOnlySpan<byte> value)
    {
        var cut = MaxLabelBytes;
        while ((value[cut] & 0xC0) == 0x80) cut--;
        return cut;
    }
}
