using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    public static int PassShort(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        // A quote and a vector; most texts end within it or just behind.
        value = default;
        if (at >= text.Length - 1 - Vector256<byte>.Count) return 0;

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        if (place != Quote)
        {
            var bytes = JsonNumber.LengthOfShort(ref place);
            if (bytes == 0) return 0;

            value = new FieldSlice(at, bytes, FieldKind.Number);
            return at + bytes;
        }

        var length = ByteScan.LengthOfShortText(ref place);
        if (length < 0) return 0;

        value = new FieldSlice(at + 1, length, FieldKind.Text);
        return at + length + 2;
    }

    public static int PassPlain(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return 0;
        if (text[at] != Quote) return text[at] == '[' ? 0 : PassWord(text, at, out value);

        ref var origin = ref MemoryMarshal.GetReference(text);
        for (var end = at + 1; end < text.Length - Vector256<byte>.Count;)
        {
            var length = ByteScan.UsualBytes(Vector256.LoadUnsafe(ref origin, (nuint)end));
            end += length;
            if (Unsafe.Add(ref origin, end) == Quote)
            {
                value = new FieldSlice(at + 1, end - at - 1, FieldKind.Text);
                return end + 1;
            }

            if (length < Vector256<byte>.Count) return 0;
        }

        return 0;
    }

    public static int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return -1;

        return text[at] == Quote ? PassText(text, at + 1, out value) : PassLiteral(text, at, depth, out value);
    }

    private static int PassLiteral(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
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
            if (end >= 0) value = new FieldSlice(at, end - at, FieldKind.Structure);
            return end;
        }

        return PassWord(text, at, out value) is var past and > 0 ? past : -1;
    }

    /// <returns>The place past it; 0 if it is none of the three.</returns>
    private static int PassWord(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        var rest = text[at..];
        var kind = FieldKind.Missing;
        if (rest.StartsWith("null"u8)) kind = FieldKind.Null;
        else if (rest.StartsWith("true"u8)) kind = FieldKind.True;
        else if (rest.StartsWith("false"u8)) kind = FieldKind.False;

        value = default;
        if (kind == FieldKind.Missing) return 0;

        var length = kind == FieldKind.False ? 5 : 4;
        value = new FieldSlice(at, length, kind);
        return at + length;
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

    /// <summary>Goes past the closing quote of a text of any length, with escapes or bytes beyond ASCII.</summary>
    private static int PassText(ReadOnlySpan<byte> text, int start, out FieldSlice value)
    {
        value = default;
        var kind = FieldKind.Text;
        var wide = 0u;
        var at = start;
        while (at <= text.Length - Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            var next = at + Vector256<byte>.Count;
            wide |= bytes.ExtractMostSignificantBits();
            for (var special = ByteScan.Special(bytes); special != 0;)
            {
                var found = at + BitOperations.TrailingZeroCount(special);
                if (text[found] == Quote) return EndText(text, start, found, kind, wide, out value);

                var escape = text[found] == '\\' ? JsonText.EscapeLength(text, found) : 0;
                if (escape == 0) return -1;

                // What is escaped is nothing special, and may be beyond the vector.
                kind = FieldKind.EscapedText;
                found += escape;
                if (found >= next)
                {
                    next = found;
                    break;
                }

                special &= uint.MaxValue << (found - at);
            }

            at = next;
        }

        while (at < text.Length && text[at] != Quote)
        {
            if (text[at] < ' ') return -1;

            var escape = text[at] == '\\' ? JsonText.EscapeLength(text, at) : 1;
            if (escape == 0) return -1;

            wide |= text[at] & 0x80u;
            if (escape > 1) kind = FieldKind.EscapedText;
            at += escape;
        }

        return at < text.Length ? EndText(text, start, at, kind, wide, out value) : -1;
    }

    /// <param name="text">That it is part of.</param>
    /// <param name="start">Past its opening quote.</param>
    /// <param name="quote">That closes it.</param>
    /// <param name="kind">Of text.</param>
    /// <param name="wide">0 if all of it is ASCII.</param>
    /// <param name="value">The text.</param>
    private static int EndText(ReadOnlySpan<byte> text, int start, int quote, FieldKind kind, uint wide, out FieldSlice value)
    {
        value = new FieldSlice(start, quote - start, kind);
        return wide == 0 || Utf8.IsValid(text[start..quote]) ? quote + 1 : -1;
    }
}
