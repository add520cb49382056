using System.Buffers;
using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Characters of UTF-8 text. A byte that belongs to none is U+FFFD by itself.</summary>
/// <remarks>So defined that going back comes past the same places as going forward, whatever the bytes are.</remarks>
internal static class Utf8Runes
{
    /// <returns>Bytes of the character that begins at <paramref name="at"/>.</returns>
    public static int At(ReadOnlySpan<byte> text, int at, out Rune rune)
    {
        if (Rune.DecodeFromUtf8(text[at..], out rune, out var length) == OperationStatus.Done) return length;

        rune = Rune.ReplacementChar;
        return 1;
    }

    /// <returns>Bytes of the character that ends at <paramref name="end"/>, which is not 0.</returns>
    public static int Before(ReadOnlySpan<byte> text, int end, out Rune rune)
    {
        if (Rune.DecodeLastFromUtf8(text[..end], out rune, out var length) == OperationStatus.Done) return length;

        rune = Rune.ReplacementChar;
        return 1;
    }

    /// <summary>Whether a place lies between the bytes of one character.</summary>
    public static bool IsWithin(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length || (text[at] & 0xC0) != 0x80) return false;

        // A character has at most four bytes, the first of which says how many.
        for (var start = at - 1; start >= 0 && start >= at - 3; start--)
        {
            if ((text[start] & 0xC0) != 0x80) return At(text, start, out _) > at - start;
        }

        return false;
    }
}
