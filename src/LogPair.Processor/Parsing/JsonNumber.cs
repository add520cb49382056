using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing;

/// <summary>JSON numbers as bytes. Source of the grammar: RFC 8259, section 6.</summary>
internal static class JsonNumber
{
    /// <summary>Most decimal digits that every one of fits exactly into a double's 53 bits.</summary>
    private const int ExactDigits = 15;

    // Index of a vector's last byte.
    private const int Last = 15;

    /// <summary>Powers of ten that a double holds exactly.</summary>
    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Finds the end of the number that begins at <paramref name="at"/>.</summary>
    /// <returns>Past its last byte; negative if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOf(ReadOnlySpan<byte> text, int at)
    {
        if (at <= text.Length - Vector128<byte>.Count)
        {
            var length = LengthOfShort(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
            if (length > 0) return at + length;
        }

        return EndOfAny(text, at);
    }

    /// <summary>Bytes of a number without sign and exponent.</summary>
    /// <param name="first">Sixteen bytes are read from here on.</param>
    /// <returns>0 if it may be none, or goes beyond these bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOfShort(ref readonly byte first)
    {
        // Most numbers are few digits, or some with a fraction: their ends are the first two bytes that are no digits.
        var others = Vector128.GreaterThan(
            Vector128.LoadUnsafe(in first) - Vector128.Create((byte)'0'), Vector128.Create((byte)9))
            .ExtractMostSignificantBits();
        var whole = BitOperations.TrailingZeroCount(others);
        if (whole is 0 or > Last) return 0;
        if (whole > 1 && first == '0') return 1;

        var length = whole;
        if (ByteAt(in first, whole) == '.')
        {
            length = BitOperations.TrailingZeroCount(others & (others - 1));
            if (length == whole + 1 || length > Last) return 0;
        }

        return (ByteAt(in first, length) | 0x20) == 'e' ? 0 : length;
    }

    private static byte ByteAt(ref readonly byte first, int at) => Unsafe.Add(ref Unsafe.AsRef(in first), at);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfAny(ReadOnlySpan<byte> text, int at) => TryPassAny(text, ref at) ? at : -1;

    private static bool TryPassAny(ReadOnlySpan<byte> text, ref int at)
    {
        if (IsAt(text, at, '-')) at++;
        if (IsAt(text, at, '0')) at++;
        else if (!TryPassDigits(text, ref at)) return false;

        if (IsAt(text, at, '.'))
        {
            at++;
            if (!TryPassDigits(text, ref at)) return false;
        }

        if (!IsAt(text, at, 'e') && !IsAt(text, at, 'E')) return true;

        at++;
        if (IsAt(text, at, '+') || IsAt(text, at, '-')) at++;
        return TryPassDigits(text, ref at);
    }

    /// <summary>Reads the double nearest to a decimal number.</summary>
    /// <returns>False if <paramref name="text"/> is no number, or one beyond what a double can hold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParseShort(text, out value) || TryParseLong(text, out value);

    private static bool TryParseLong(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads numbers of few digits and no exponent, which is what durations and sizes are.</summary>
    /// <returns>False if it is no number that JSON has, or another one.</returns>
    /// <remarks>
    /// Digits and power of ten are both exact doubles, so the one division rounds once, as it must.
    /// Source: W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990.
    /// </remarks>
    public static bool TryParseShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        if (isNegative) text = text[1..];
        if (text.Length > ExactDigits + 1 || text.IsEmpty) return false;

        var digits = 0L;
        var decimals = 0;
        var whole = AddDigits(text, 0, ref digits);
        if (whole > 1 && text[0] == '0') return false;
        if (whole < text.Length)
        {
            decimals = text.Length - 1 - whole;
            if (whole == 0 || decimals == 0 || text[whole] != '.') return false;
            if (AddDigits(text, whole + 1, ref digits) < text.Length) return false;
        }
        else if (whole > ExactDigits)
        {
            return false;
        }

        value = decimals == 0 ? digits : digits / ExactPowers[decimals];
        if (isNegative) value = -value;
        return true;
    }

    /// <returns>Past the last digit from <paramref name="at"/> on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AddDigits(ReadOnlySpan<byte> text, int at, ref long digits)
    {
        var sum = digits;
        for (; (uint)at < (uint)text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9) break;

            sum = (sum * 10) + digit;
        }

        digits = sum;
        return at;
    }

    private static bool IsAt(ReadOnlySpan<byte> text, int at, char expected) =>
        (uint)at < (uint)text.Length && text[at] == expected;

    private static bool TryPassDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var end = at;
        while ((uint)end < (uint)text.Length && char.IsAsciiDigit((char)text[end])) end++;
        var hasPassed = end > at;
        at = end;
        return hasPassed;
    }
}
