using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogPair.Processor.Parsing;

/// <summary>JSON strings as bytes. Source of the grammar: RFC 8259, section 7.</summary>
internal static class JsonText
{
    /// <summary>Deepest nesting of lists and objects that is accepted, the outermost object being 1.</summary>
    /// <remarks>64 is also the default of System.Text.Json.</remarks>
    public const int MaxDepth = 64;

    // By byte: whether it makes an escape with the backslash before it.
    private static readonly bool[] IsOfTwo = [.. Enumerable.Range(0, 256).Select(kind => "\"\\/bfnrt".Contains((char)kind))];

    /// <summary>Writes the text that <paramref name="escaped"/> stands for.</summary>
    /// <param name="escaped">What stands between the quotes of a valid JSON string.</param>
    /// <param name="destination">
    /// At least as long as <paramref name="escaped"/>: text never grows by unescaping.
    /// </param>
    /// <returns>Bytes written. A lone surrogate becomes U+FFFD.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            if (plain == escaped.Length) return written;

            escaped = escaped[(plain + 1)..];
            written += UnescapeOne(ref escaped, destination[written..]);
        }
    }

    /// <summary>Bytes of the escape that begins with the backslash at <paramref name="at"/>; 0 if it is not a valid one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EscapeLength(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)(at + 1) >= (uint)text.Length) return 0;

        var kind = text[at + 1];
        return IsOfTwo[kind] ? 2 : kind == 'u' ? EscapeLengthOfUnit(text[(at + 2)..]) : 0;
    }

    private static int EscapeLengthOfUnit(ReadOnlySpan<byte> digits) =>
        digits.Length >= 4 && char.IsAsciiHexDigit((char)digits[0]) && char.IsAsciiHexDigit((char)digits[1])
            && char.IsAsciiHexDigit((char)digits[2]) && char.IsAsciiHexDigit((char)digits[3]) ? 6 : 0;

    private static int UnescapeOne(ref ReadOnlySpan<byte> rest, Span<byte> destination)
    {
        var kind = rest[0];
        rest = rest[1..];
        if (kind == 'u') return TakeRune(ref rest).EncodeToUtf8(destination);

        destination[0] = kind switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => kind,
        };
        return 1;
    }

    private static Rune TakeRune(ref ReadOnlySpan<byte> rest)
    {
        var first = TakeHex(ref rest);
        if (!char.IsSurrogate(first)) return new Rune(first);

        if (char.IsHighSurrogate(first) && rest.StartsWith("\\u"u8))
        {
            var after = rest[2..];
            var second = TakeHex(ref after);
            if (char.IsLowSurrogate(second))
            {
                rest = after;
                return new Rune(first, second);
            }
        }

        return Rune.ReplacementChar;
    }

    private static char TakeHex(ref ReadOnlySpan<byte> rest)
    {
        var value = ushort.Parse(rest[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        rest = rest[4..];
        return (char)value;
    }
}
