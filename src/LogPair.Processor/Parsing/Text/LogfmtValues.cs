using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Text;

/// <summary>Values of logfmt, quoted or bare.</summary>
internal readonly struct LogfmtValues : IValueGrammar
{
    private const byte Quote = (byte)'"';

    public static int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return -1;

        var end = text[at] == Quote ? EndOfQuoted(text, at + 1, out var kind) : EndOfBare(text, at, out kind);
        if (end < 0) return -1;

        value = text[at] == Quote ? new FieldSlice(at + 1, end - at - 2, kind) : new FieldSlice(at, end - at, kind);
        return end;
    }

    public static FieldSlice Finish(ReadOnlySpan<byte> text, FieldSlice value, FieldBuffer fields)
    {
        if (value.Kind != FieldKind.EscapedText) return value;

        var escaped = text.Slice(value.Start, value.Length);
        return fields.Made(GoText.Unescape(escaped, fields.Take(escaped.Length)), FieldKind.Text);
    }

    public static void FindValues(ReadOnlySpan<byte> line, List<ShapeValue> values) =>
        LogfmtParser.FindValues(line, values);

    private static int EndOfBare(ReadOnlySpan<byte> text, int start, out FieldKind kind)
    {
        var end = ByteScan.NextWhite(text, start);
        var isAscii = end == text.Length || text[end] < 0x80;
        while (end < text.Length && text[end] > ' ') end++;
        var value = text[start..end];
        kind = BareValue.KindOf(value);
        return end < text.Length && (isAscii || Utf8.IsValid(value)) ? end : -1;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int start, out FieldKind kind)
    {
        kind = FieldKind.Text;
        var isAscii = true;
        var at = ByteScan.NextUnusual(text, start);
        while (at < text.Length && text[at] != Quote)
        {
            if (text[at] == '\n') return -1;

            isAscii &= text[at] < 0x80;
            if (text[at] == '\\')
            {
                kind = FieldKind.EscapedText;

                // Whatever it escapes, but for the line's end.
                if (++at == text.Length || text[at] == '\n') return -1;
                isAscii &= text[at] < 0x80;
            }

            at = ByteScan.NextUnusual(text, at + 1);
        }

        return at < text.Length && (isAscii || Utf8.IsValid(text[start..at])) ? at + 1 : -1;
    }
}
