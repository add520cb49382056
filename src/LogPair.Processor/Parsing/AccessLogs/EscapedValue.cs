using System.Globalization;
using System.Text;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Values as web servers write them into their logs, back as they were.</summary>
internal static class EscapedValue
{
    /// <summary>A number, null for a dash, or text without its escapes.</summary>
    public static FieldSlice Read(ReadOnlySpan<byte> line, Range at, LogEscape escape, FieldBuffer fields) =>
        escape == LogEscape.None || !line[at].Contains((byte)'\\')
            ? FlatValues.Bare(line, at)
            : Unescape(line[at], fields);

    /// <summary>Text without its escapes, whatever it looks like.</summary>
    public static FieldSlice ReadText(ReadOnlySpan<byte> line, Range at, LogEscape escape, FieldBuffer fields) =>
        escape == LogEscape.None || !line[at].Contains((byte)'\\')
            ? FlatValues.Text(line, at)
            : Unescape(line[at], fields);

    /// <summary>Undoes <c>\x22</c>, <c>\"</c>, <c>\\</c>, <c>\n</c> and its kin, and JSON's <c>\u0022</c>.</summary>
    /// <remarks>
    /// What nginx writes with escape=default and escape=json, and what Apache writes, do not contradict each other. A backslash
    /// before anything else stays.
    /// </remarks>
    private static FieldSlice Unescape(ReadOnlySpan<byte> escaped, FieldBuffer fields)
    {
        var text = fields.Take(escaped.Length);
        var written = 0;
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            escaped[..plain].CopyTo(text[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (!escaped.IsEmpty) written += UnescapeOne(ref escaped, text[written..]);
        }

        return fields.Made(written, FieldKind.Text);
    }

    private static int UnescapeOne(ref ReadOnlySpan<byte> rest, Span<byte> text)
    {
        if (rest is [_, (byte)'x', _, _, ..] && TryReadHex(rest[2..4], out var one))
        {
            text[0] = (byte)one;
            rest = rest[4..];
            return 1;
        }

        if (rest is [_, (byte)'u', _, _, _, _, ..] && TryReadHex(rest[2..6], out var unit)
            && Rune.TryCreate((char)unit, out var rune))
        {
            rest = rest[6..];
            return rune.EncodeToUtf8(text);
        }

        var meant = rest.Length > 1 ? Meaning(rest[1]) : (byte)0;
        text[0] = meant == 0 ? (byte)'\\' : meant;
        rest = rest[(meant == 0 ? 1 : 2)..];
        return 1;
    }

    private static byte Meaning(byte escaped) => escaped switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escaped,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'v' => (byte)'\v',
        _ => 0,
    };

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
