using System.Buffers.Text;
using System.Text;

namespace LogPair.Processor.Parsing.Text;

/// <summary>Quoted text as Go writes it, of which JSON's is a part.</summary>
/// <remarks>Source: The Go Programming Language Specification, "Rune literals"; octal ones are not written.</remarks>
internal static class GoText
{
    /// <summary>Writes the text that <paramref name="escaped"/> stands for.</summary>
    /// <param name="escaped">Between the quotes. A backslash that begins no known escape stands for itself.</param>
    /// <param name="destination">At least as long: text never grows by unescaping.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped.IsEmpty) return written;

            written += UnescapeOne(ref escaped, destination[written..]);
        }
    }

    private static int UnescapeOne(ref ReadOnlySpan<byte> rest, Span<byte> destination)
    {
        if (JsonText.EscapeLength(rest, 0) is > 0 and var length)
        {
            // Two escapes may be the halves of one character.
            if (length == 6 && JsonText.EscapeLength(rest, 6) == 6) length = 12;
            return JsonText.Unescape(Take(ref rest, length), destination);
        }

        switch (rest)
        {
            case [_, (byte)'a' or (byte)'v' or (byte)'\'', ..]:
                destination[0] = Take(ref rest, 2)[1] switch { (byte)'a' => 7, (byte)'v' => 11, _ => (byte)'\'' };
                return 1;
            case [_, (byte)'x', _, _, ..] when TryReadHex(rest[2..4], out var value):
                Take(ref rest, 4);
                destination[0] = (byte)value;
                return 1;
            case [_, (byte)'U', _, _, _, _, _, _, _, _, ..] when TryReadHex(rest[2..10], out var value):
                Take(ref rest, 10);
                return (Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar).EncodeToUtf8(destination);
            default:
                destination[0] = Take(ref rest, 1)[0];
                return 1;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out uint value) =>
        Utf8Parser.TryParse(digits, out value, out var used, 'X') && used == digits.Length;
}
