using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Text;

/// <summary>Values of logfmt, quoted or bare.</summary>
internal readonly struct LogfmtValues : IValueGrammar
{
    private const byte Quote = (byte)'"';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PassShort(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        // A quote and a vector; most values end within it or just behind.
        value = default;
        if (at >= text.Length - 1 - Vector256<byte>.Count) return 0;

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        if (place == Quote)
        {
            var length = ByteScan.LengthOfShortText(ref place);
            if (length < 0) return 0;

            value = new FieldSlice(at + 1, length, FieldKind.Text);
            return at + length + 2;
        }

        var bytes = ByteScan.BytesToWhite(Vector256.LoadUnsafe(ref place));
        if (Unsafe.Add(ref place, bytes) > ' ') return 0;

        value = new FieldSlice(at, bytes, KindOf(place));
        return at + bytes;
    }

    public static int PassPlain(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length || text[at] == Quote) return 0;

        var end = ByteScan.NextWhite(text, at);
        if ((uint)end >= (uint)text.Length || text[end] > ' ') return 0;

        value = new FieldSlice(at, end - at, KindOf(text[at]));
        return end;
    }

    public static int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        value = default;
        if ((uint)at >= (uint)text.Length) return -1;

        if (text[at] == Quote)
        {
            var quote = EndOfQuoted(text, at + 1, out var kind);
            if (quote >= 0) value = new FieldSlice(at + 1, quote - at - 2, kind);
            return quote;
        }

        var end = EndOfWide(text, at);
        if (end >= 0) value = new FieldSlice(at, end - at, KindOf(text[at]));
        return end;
    }

    /// <summary>Of a bare value, by the byte that it begins with, or that follows if it is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldKind KindOf(byte first) =>
        first is (byte)'t' or (byte)'f' or (byte)'n' or (byte)'<' ? FieldKind.BareWord : FieldKind.Bare;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldSlice Finish(ReadOnlySpan<byte> text, FieldSlice value, FieldBuffer fields) =>
        value.Kind == FieldKind.EscapedText ? Unescape(text, value, fields) : value;

    private static FieldSlice Unescape(ReadOnlySpan<byte> text, FieldSlice value, FieldBuffer fields)
    {
        var escaped = text.Slice(value.Start, value.Length);
        return fields.Made(GoText.Unescape(escaped, fields.Take(escaped.Length)), FieldKind.Text);
    }

    public static void FindValues(ReadOnlySpan<byte> line, List<ShapeValue> values) =>
        LogfmtParser.FindValues(line, values);

    /// <summary>Finds the end of a bare value that has bytes beyond ASCII, or that the text cuts off.</summary>
    private static int EndOfWide(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAnyInRange((byte)0, (byte)' ');
        return length >= 0 && Utf8.IsValid(text.Slice(start, length)) ? start + length : -1;
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
