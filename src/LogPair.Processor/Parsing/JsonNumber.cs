using System.Globalization;

namespace LogPair.Processor.Parsing;

/// <summary>JSON numbers as bytes. Source of the grammar: RFC 8259, section 6.</summary>
internal static class JsonNumber
{
    /// <summary>Most decimal digits that every one of fits exactly into a double's 53 bits.</summary>
    private const int ExactDigits = 15;

    /// <summary>Powers of ten that a double holds exactly.</summary>
    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Goes past the number that begins at <paramref name="at"/>.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryPass(ReadOnlySpan<byte> text, ref int at)
    {
        // Most numbers are digits alone, or with a fraction.
        var start = at;
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9) at++;
        var whole = at - start;
        if (whole > 1 ? text[start] != '0' : whole == 1)
        {
            if ((uint)at >= (uint)text.Length || text[at] is not ((byte)'.' or (byte)'e' or (byte)'E')) return true;
            if (text[at] == '.')
            {
                var fraction = ++at;
                while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9) at++;
                if (at > fraction && ((uint)at >= (uint)text.Length || (text[at] | 0x20) != 'e')) return true;
            }
        }

        at = start;
        return TryPassAny(text, ref at);
    }

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
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParseShort(text, out value)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value));

    /// <summary>Reads numbers of few digits and no exponent, which is what durations and sizes are.</summary>
    /// <remarks>
    /// Digits and power of ten are both exact doubles, so the one division rounds once, as it must.
    /// Source: W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990.
    /// </remarks>
    private static bool TryParseShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        if (isNegative) text = text[1..];
        if (text.Length > ExactDigits + 1 || text.IsEmpty) return false;

        var digits = 0L;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[i] == '.' && point < 0 && i > 0 && i < text.Length - 1)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (point < 0 && text.Length > ExactDigits) return false;

        value = point < 0 ? digits : digits / ExactPowers[text.Length - 1 - point];
        if (isNegative) value = -value;
        return true;
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
