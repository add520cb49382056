using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Finds the bytes at which a value may end. Bytes from 0x80 on are among them, so that what lies before is ASCII.</summary>
/// <remarks>
/// Each takes the place from which to look, and returns that of the byte, or the text's length if there is none. As signed
/// numbers, bytes from 0x80 on are below all others: one comparison finds them along with control characters.
/// </remarks>
internal static class ByteScan
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    /// <summary>
    /// How many of a vector's bytes come before the first quote, backslash or control character, or before one beyond ASCII.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UsualBytes(Vector256<byte> bytes) => BitOperations.TrailingZeroCount(Unusual(bytes, Vector256.Create(Quote)));

    /// <summary>Which bytes of a vector are quotes, backslashes or control characters: the lowest bit tells of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Special(Vector256<byte> bytes) =>
        (Vector256.LessThan(bytes, Vector256.Create((byte)' '))
            | Vector256.Equals(bytes, Vector256.Create(Quote))
            | Vector256.Equals(bytes, Vector256.Create(Backslash))).ExtractMostSignificantBits();

    /// <summary>How many of a vector's bytes come before the first that is white space, a control character or not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesToWhite(Vector256<byte> bytes) =>
        BitOperations.TrailingZeroCount(Below(bytes, '!').ExtractMostSignificantBits());

    /// <summary>Bytes of a text that has nothing unusual in it and ends within a vector, or just behind.</summary>
    /// <param name="quote">That it begins with; a vector and two bytes can be read from here on.</param>
    /// <returns>Without its quotes; negative if it is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOfShortText(ref readonly byte quote)
    {
        var length = UsualBytes(Vector256.LoadUnsafe(in quote, 1));
        return Unsafe.Add(ref Unsafe.AsRef(in quote), 1 + length) == Quote ? length : -1;
    }

    /// <summary>White space or another control character, or not ASCII.</summary>
    public static int NextWhite(ReadOnlySpan<byte> text, int at) => Next(text, at, (byte)' ');

    /// <summary>A quote, a backslash, a control character, or not ASCII.</summary>
    public static int NextUnusual(ReadOnlySpan<byte> text, int at)
    {
        ref var origin = ref MemoryMarshal.GetReference(text);
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var usual = UsualBytes(Vector256.LoadUnsafe(ref origin, (nuint)at));
            if (usual < Vector256<byte>.Count) return at + usual;
        }

        while (at < text.Length && text[at] is >= (byte)' ' and < 0x80 and not (Quote or Backslash)) at++;
        return at;
    }

    /// <summary>A certain byte, a control character, or not ASCII.</summary>
    public static int Next(ReadOnlySpan<byte> text, int at, byte wanted)
    {
        ref var origin = ref MemoryMarshal.GetReference(text);
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
            var found = (Below(bytes, ' ') | Vector256.Equals(bytes, Vector256.Create(wanted))).ExtractMostSignificantBits();
            if (found != 0) return at + BitOperations.TrailingZeroCount(found);
        }

        while (at < text.Length && text[at] is >= (byte)' ' and < 0x80 && text[at] != wanted) at++;
        return at;
    }

    /// <summary>Which of a vector's bytes are a wanted one, backslashes, control characters or not ASCII.</summary>
    /// <param name="bytes">The vector.</param>
    /// <param name="wanted">The wanted one in each of its bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Unusual(Vector256<byte> bytes, Vector256<byte> wanted) =>
        (Below(bytes, ' ')
            | Vector256.Equals(bytes, wanted)
            | Vector256.Equals(bytes, Vector256.Create(Backslash))).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Below(Vector256<byte> bytes, char bound) =>
        Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)bound)).AsByte();
}
