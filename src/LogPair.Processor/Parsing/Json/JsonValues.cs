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
    public static int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        // A quote and a vector; most texts end within it or just behind.
        if (at >= text.Length - 1 - Vector256<byte>.Count) return PassAny(text, at, depth, out value);

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        if (place != Quote) return PassOther(text, at, depth, out value);

        var length = ByteScan.UsualBytes(Vector256.LoadUnsafe(ref place, 1));
        if (Unsafe.Add(ref place, 1 + length) != Quote) return PassLongText(text, at + 1, out value);

        value = new FieldSlice(at + 1, length, FieldKind.Text);
        return at + length + 2;
    }

    /// <summary>A value that the text's end may be near to.</summary>
    private static int PassAny(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return -1;

        return text[at] == Quote ? PassText(text, at + 1, out value) : PassLiteral(text, at, depth, out value);
    }

    /// <summary>A value that is no text, with a vector's bytes at hand.</summary>
    private static int PassOther(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        var length = JsonNumber.LengthOfShort(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        if (length == 0) return PassLiteral(text, at, depth, out value);

        value = new FieldSlice(at, length, FieldKind.Number);
        return at + length;
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

    /// <summary>Goes past the closing quote of a text that is longer than a vector, or unusual.</summary>
    private static int PassLongText(ReadOnlySpan<byte> text, int start, out FieldSlice value)
    {
        // Nothing is called in here, so that few registers have to be saved.
        ref var origin = ref MemoryMarshal.GetReference(text);
        for (var at = start; at < text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var length = ByteScan.UsualBytes(Vector256.LoadUnsafe(ref origin, (nuint)at));
            if (Unsafe.Add(ref origin, at + length) == Quote)
            {
                value = new FieldSlice(start, at + length - start, FieldKind.Text);
                return at + length + 1;
            }

            if (length < Vector256<byte>.Count) break;
        }

        return PassText(text, start, out value);
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
