using System.Text;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Comparing and searching UTF-8 text, in bytes.</summary>
internal static class Utf8Text
{
    public static bool Equal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, LetterCase letters)
    {
        if (letters == LetterCase.Matters) return left.SequenceEqual(right);

        return left.Length == right.Length && Ascii.EqualsIgnoreCase(left, right)
            || TryMatch(left, right, out var matched) && matched == left.Length;
    }

    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters) =>
        letters == LetterCase.Matters ? text.StartsWith(pattern) : TryMatch(text, pattern, out _);

    public static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters)
    {
        if (letters == LetterCase.Matters) return text.EndsWith(pattern);

        var start = StartOfLast(text, CountRunes(pattern));
        return start >= 0 && Equal(text[start..], pattern, letters);
    }

    public static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters) =>
        IndexOf(text, pattern, letters) >= 0;

    /// <returns>Bytes before the first match, or -1.</returns>
    public static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters)
    {
        if (letters == LetterCase.Matters) return text.IndexOf(pattern);

        for (var start = 0; start <= text.Length; start++)
        {
            if (IsRuneStart(text, start) && TryMatch(text[start..], pattern, out _)) return start;
        }

        return -1;
    }

    /// <returns>Bytes before the last match, or -1.</returns>
    public static int LastIndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters)
    {
        if (letters == LetterCase.Matters) return pattern.IsEmpty ? text.Length : text.LastIndexOf(pattern);

        for (var start = text.Length; start >= 0; start--)
        {
            if (IsRuneStart(text, start) && TryMatch(text[start..], pattern, out _)) return start;
        }

        return -1;
    }

    /// <summary>Length as .NET counts it. The language counts text this way because Serilog.Expressions does.</summary>
    public static int Utf16Length(ReadOnlySpan<byte> text) => Encoding.UTF8.GetCharCount(text);

    /// <summary>
    /// Bytes before the UTF-16 code unit at <paramref name="index"/>; within a pair, those before the pair.
    /// </summary>
    public static int ByteOffset(ReadOnlySpan<byte> text, int index)
    {
        var offset = Math.Min(index, text.Length);
        if (Ascii.IsValid(text[..offset])) return offset;

        offset = 0;
        while (index > 0 && offset < text.Length)
        {
            Rune.DecodeFromUtf8(text[offset..], out var rune, out var used);
            index -= rune.Utf16SequenceLength;
            if (index >= 0) offset += used;
        }

        return offset;
    }

    public static int CountRunes(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(text, out _, out var used);
            text = text[used..];
        }

        return count;
    }

    /// <returns>Bytes before the last <paramref name="count"/> characters, or -1 if the text has fewer.</returns>
    public static int StartOfLast(ReadOnlySpan<byte> text, int count)
    {
        for (; count > 0; count--)
        {
            if (text.IsEmpty) return -1;
            Rune.DecodeLastFromUtf8(text, out _, out var used);
            text = text[..^used];
        }

        return text.Length;
    }

    /// <summary>Whether two characters differ in nothing but case.</summary>
    public static bool SameLetter(Rune left, Rune right) =>
        left == right || Rune.ToUpperInvariant(left) == Rune.ToUpperInvariant(right);

    // Without regard to case. The match may have another length than the pattern.
    private static bool TryMatch(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out int matched)
    {
        matched = 0;
        while (!pattern.IsEmpty)
        {
            if (matched == text.Length) return false;
            Rune.DecodeFromUtf8(pattern, out var wanted, out var used);
            Rune.DecodeFromUtf8(text[matched..], out var found, out var foundUsed);
            if (!SameLetter(found, wanted)) return false;
            pattern = pattern[used..];
            matched += foundUsed;
        }

        return true;
    }

    private static bool IsRuneStart(ReadOnlySpan<byte> text, int offset) =>
        offset == text.Length || (text[offset] & 0xC0) != 0x80;
}
