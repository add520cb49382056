using System.Buffers.Text;

namespace LogPair.Processor.Parsing;

/// <summary>Moments as log lines write them, as <see cref="DateTime.Ticks"/> in UTC.</summary>
internal static class Timestamps
{
    // A count since 1970 tells its own unit by its size: no unit's years 1973 to 5000 overlap another's.
    private const decimal LeastMilliseconds = 100_000_000_000m;
    private const decimal LeastMicroseconds = LeastMilliseconds * 1000;
    private const decimal LeastNanoseconds = LeastMicroseconds * 1000;

    /// <summary>Reads <c>2026-11-22T13:04:05.123+01:00</c> and its kin.</summary>
    /// <remarks>
    /// RFC 3339, and of ISO 8601 also a comma before the fraction, offsets without colon or minutes, and none at all,
    /// which is read as UTC. A space may stand for the T. Digits beyond 100 ns are cut off. A leap second is the second
    /// after it.
    /// </remarks>
    public static bool TryParse(ReadOnlySpan<byte> iso8601, out long utcTicks)
    {
        utcTicks = 0;
        if (iso8601.Length < 19) return false;
        if (!TryReadDate(iso8601, out var ticks) || !TryReadTime(iso8601[11..19], out var time)) return false;

        var rest = iso8601[19..];
        if (!TryTakeFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset)) return false;

        ticks += time + fraction - offset;
        if ((ulong)ticks > (ulong)DateTime.MaxValue.Ticks) return false;

        utcTicks = ticks;
        return true;
    }

    /// <summary>
    /// Reads seconds, milliseconds, microseconds or nanoseconds since 1970, with or without a fraction.
    /// </summary>
    /// <param name="number">As JSON writes it.</param>
    /// <param name="utcTicks">Ticks in UTC.</param>
    public static bool TryParseEpoch(ReadOnlySpan<byte> number, out long utcTicks)
    {
        utcTicks = 0;
        if (!Utf8Parser.TryParse(number, out decimal count, out var used, 'E')
            && !Utf8Parser.TryParse(number, out count, out used)) return false;
        if (used != number.Length || count < 0) return false;

        var sinceEpoch = count switch
        {
            < LeastMilliseconds => count * TimeSpan.TicksPerSecond,
            < LeastMicroseconds => count * TimeSpan.TicksPerMillisecond,
            < LeastNanoseconds => count * TimeSpan.TicksPerMicrosecond,
            _ => count / TimeSpan.NanosecondsPerTick,
        };
        if (sinceEpoch > (DateTime.MaxValue - DateTime.UnixEpoch).Ticks) return false;

        utcTicks = DateTime.UnixEpoch.Ticks + (long)sinceEpoch;
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
        if (!TryReadDigits(text[..2], 99, out var century) || !TryReadDigits(text[2..4], 99, out var year)
            || !TryReadDigits(text[5..7], 12, out var month)
            || !TryReadDigits(text[8..10], 31, out var day))
            return false;

        year += century * 100;
        if (year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;

        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[2] != ':' || text[5] != ':' || !TryReadDigits(text[..2], 23, out var hour)
            || !TryReadDigits(text[3..5], 59, out var minute)
            || !TryReadDigits(text[6..], 60, out var second))
            return false;

        ticks = ((((hour * 60) + minute) * 60L) + second) * TimeSpan.TicksPerSecond;
        return true;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text is not [(byte)'.' or (byte)',', ..]) return true;

        var unit = TimeSpan.TicksPerSecond;
        var at = 1;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            unit /= 10;
            ticks += (text[at] - '0') * unit;
        }

        text = text[at..];
        return at > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text is [] or [(byte)'Z' or (byte)'z']) return true;
        if (text is not [(byte)'+' or (byte)'-', ..]) return false;

        var minute = 0;
        var hasMinute = text.Length switch
        {
            3 => true,
            5 => TryReadDigits(text[3..], 59, out minute),
            6 => text[3] == ':' && TryReadDigits(text[4..], 59, out minute),
            _ => false,
        };
        if (!hasMinute || !TryReadDigits(text[1..3], 23, out var hour)) return false;

        ticks = ((hour * 60) + minute) * TimeSpan.TicksPerMinute;
        if (text[0] == '-') ticks = -ticks;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> two, int most, out int value)
    {
        var tens = (uint)(two[0] - '0');
        var ones = (uint)(two[1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9 && value <= most;
    }
}
