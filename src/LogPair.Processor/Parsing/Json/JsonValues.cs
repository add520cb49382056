using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Json;

/// <summary>Values of JSON objects: scalars, and lists as a whole. Objects are part of the shape.</summary>
internal readonly struct JsonValues : IValueGrammar
{
    private const byte Quote = (byte)'"';
    private const int NearBytes = 256;

    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(",}] \t\r\n"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        if ((uint)at < (uint)text.Length && text[at] == Quote)
        {
            var end = ByteScan.NextUnusual(text, at + 1);
            if ((uint)end < (uint)text.Length && text[end] == Quote)
            {
                value = new FieldSlice(at + 1, end - at - 1, FieldKind.Text);
                return end + 1;
            }

            return PassUnusualText(text, at + 1, end, out value);
        }

        return PassOther(text, at, depth, out value);
    }

    private static int PassOther(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return -1;

        var first = text[at];
        if (first == '-' || char.IsAsciiDigit((char)first))
        {
            var end = JsonNumber.EndOf(text, at);
            if (end >= 0) value = new FieldSlice(at, end - at, FieldKind.Number);
            return end;
        }

        if (first == '[')
        {
            var end = PassList(text, at, depth);
            value = new FieldSlice(at, end - at, FieldKind.Structure);
            return end;
        }

        var rest = text[at..];
        if (rest.StartsWith("null"u8)) value = new FieldSlice(at, 4, FieldKind.Null);
        else if (rest.StartsWith("true"u8)) value = new FieldSlice(at, 4, FieldKind.True);
        else if (rest.StartsWith("false"u8)) value = new FieldSlice(at, 5, FieldKind.False);
        else return -1;

        return at + value.Length;
    }

    public static FieldSlice Finish(ReadOnlySpan<byte> text, FieldSlice value, FieldBuffer fields) => value;

    public static void FindValues(ReadOnlySpan<byte> line, List<ShapeValue> values)
    {
        var depth = 0;
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            switch (line[at])
            {
                case (byte)'{':
                    depth++;
                    at++;
                    break;
                case (byte)'}':
                    depth--;
                    at++;
                    break;
                case Quote:
                    at = EndOfText(line, at);
                    if (!IsName(line, at)) values.Add(new ShapeValue(start, at, depth));
                    break;
                case (byte)'[':
                    at = EndOfList(line, at);
                    values.Add(new ShapeValue(start, at, depth));
                    break;
                case (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9'):
                    at += line[at..].IndexOfAny(ScalarEnds);
                    values.Add(new ShapeValue(start, at, depth));
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    private static bool IsName(ReadOnlySpan<byte> line, int at)
    {
        while (line[at] is (byte)' ' or (byte)'\t' or (byte)'\r') at++;
        return line[at] == ':';
    }

    private static int EndOfText(ReadOnlySpan<byte> line, int quote)
    {
        for (var at = quote + 1; ; at++)
        {
            if (line[at] == Quote) return at + 1;
            if (line[at] == '\\') at++;
        }
    }

    private static int EndOfList(ReadOnlySpan<byte> line, int bracket)
    {
        var depth = 0;
        for (var at = bracket; ;)
        {
            var next = line[at];
            at = next == Quote ? EndOfText(line, at) : at + 1;
            if (next is (byte)'[' or (byte)'{') depth++;
            else if (next is (byte)']' or (byte)'}' && --depth == 0) return at;
        }
    }

    private static int PassList(ReadOnlySpan<byte> text, int at, int depth)
    {
        // Most lists are short: looking for the line's end for each would cost more than the lists in a long line.
        var near = at + Math.Min(text.Length - at, NearBytes);
        var end = PassListWithin(text[..near], at, depth);
        return end >= 0 || near == text.Length ? end : PassListWithin(text, at, depth);
    }

    // To the scanner a line feed is white space; here it ends the line.
    private static int PassListWithin(ReadOnlySpan<byte> text, int at, int depth)
    {
        var length = text[at..].IndexOf((byte)'\n');
        if (length >= 0) text = text[..(at + length)];

        var end = JsonScanner.PassList(text, at, depth);
        return end >= 0 && Utf8.IsValid(text[at..end]) ? end : -1;
    }

    /// <summary>Goes past the closing quote of a string that has escapes or bytes beyond ASCII.</summary>
    private static int PassUnusualText(ReadOnlySpan<byte> text, int start, int at, out FieldSlice value)
    {
        value = default;
        var kind = FieldKind.Text;
        var isAscii = true;
        while (at < text.Length && text[at] != Quote)
        {
            if (text[at] >= 0x80)
            {
                isAscii = false;
                at = ByteScan.NextSpecial(text, at);
                continue;
            }

            var escape = text[at] == '\\' ? JsonText.EscapeLength(text[at..]) : 0;
            if (escape == 0) return -1;

            kind = FieldKind.EscapedText;
            at = isAscii ? ByteScan.NextUnusual(text, at + escape) : ByteScan.NextSpecial(text, at + escape);
        }

        if (at >= text.Length || !(isAscii || Utf8.IsValid(text[start..at]))) return -1;

        value = new FieldSlice(start, at - start, kind);
        return at + 1;
    }
}
