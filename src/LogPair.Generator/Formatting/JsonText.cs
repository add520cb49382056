using System.Buffers;
using System.Text;

namespace LogPair.Generator.Formatting;

/// <summary>Text as a JSON string, escaped as Serilog's <c>JsonValueFormatter</c> does it.</summary>
/// <remarks>
/// Escaped are quotes, backslashes and what is below U+0020; everything else stays as it is, U+007F and U+2028 included.
/// </remarks>
internal static class JsonText
{
    private const string MustBeEscaped =
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015"
        + "\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\";

    private static readonly SearchValues<char> Escaped = SearchValues.Create(MustBeEscaped);

    private static readonly SearchValues<byte> EscapedBytes =
        SearchValues.Create(Encoding.ASCII.GetBytes(MustBeEscaped));

    /// <summary>Whether text that is UTF-8 already may stand between quotes as it is.</summary>
    public static bool IsClean(ReadOnlySpan<byte> utf8) => !utf8.ContainsAny(EscapedBytes);

    public static void WriteQuoted(LineBuffer line, ReadOnlySpan<char> text)
    {
        line.Append((byte)'"');
        WriteEscaped(line, text);
        line.Append((byte)'"');
    }

    /// <summary>The same without the quotes.</summary>
    public static void WriteEscaped(LineBuffer line, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Escaped) is >= 0 and var next)
        {
            line.Append(text[..next]);
            WriteEscape(line, text[next]);
            text = text[(next + 1)..];
        }

        line.Append(text);
    }

    private static void WriteEscape(LineBuffer line, char c)
    {
        switch (c)
        {
            case '"': line.Append("\\\""u8); break;
            case '\\': line.Append("\\\\"u8); break;
            case '\n': line.Append("\\n"u8); break;
            case '\r': line.Append("\\r"u8); break;
            case '\f': line.Append("\\f"u8); break;
            case '\t': line.Append("\\t"u8); break;
            default: WriteNumbered(line, c); break;
        }
    }

    private static void WriteNumbered(LineBuffer line, char c)
    {
        line.Append("\\u00"u8);
        line.Append((byte)('0' + (c >> 4)));
        line.Append("0123456789ABCDEF"u8.Slice(c & 0xF, 1));
    }
}
