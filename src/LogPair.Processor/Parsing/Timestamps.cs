using System.Buffers.Text;

namespace LogPair.Processor.Parsing;

/// <summary>Moments as log lines write them, as <see cref="DateTime.Ticks"/> in UTC.</summary>
internal static class Timestamps
{
    // Of "Oct 1 22:14:15".
    private const int MinBytes = 14;

    // A count since 1970 tells its own unit by its size: no unit's years 1973 to 5000 overlap another's.
    private const decimal LeastMilliseconds = 100_000_000_000m;
    private const decimal LeastMicroseconds = LeastMilliseconds * 1000;
    private const decimal LeastNanoseconds = LeastMicroseconds * 1000;

    /// <summary>Reads a moment that says its year, in any of the shapes that logs use.</summary>
    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, long, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcTicks) =>
        TryParse(text, referenceTicks: 0, out utcTicks);

    /// <summary>Reads a moment, in any of the shapes that logs use, which its first bytes tell.</summary>
    /// <remarks>
    /// ISO 8601 and RFC 3339 with their kin, RFC 1123, asctime, syslog's, the common log format's, and dates with slashes or
    /// dots where there is but one way to read them: year first, or day first with dots. Without an offset it is UTC. Digits
    /// beyond 100 ns are cut off. A leap second is the second after it.
    /// </remarks>
    /// <param name="text">All of it is the moment.</param>
    /// <param name="referenceTicks">
    /// A moment without a year is put nearest before a day after this; 0 if there is none: such a moment is then refused.
    /// </param>
    /// <param name="utcTicks">As <see cref="DateTime.Ticks"/>, in UTC.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, long referenceTicks, out long utcTicks)
    {
        utcTicks = 0;
        if (text.Length < MinBytes) return false;

        var rest = new TimeText(text);
        var moment = default(CalendarMoment);
        return TryRead(ref rest, ref moment) && rest.Rest.IsEmpty && moment.TryToUtc(referenceTicks, out utcTicks);
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

    private static bool TryRead(ref TimeText text, ref CalendarMoment moment)
    {
        switch (text.Rest)
        {
            case [_, _, _, _, (byte)'-' or (byte)'/' or (byte)'.', ..]:
                return TryReadYearFirst(ref text, ref moment);
            case [_, _, (byte)'/' or (byte)'-', > (byte)'9', ..]:
                return TryReadDayAndMonthName(ref text, text.Rest[2], ref moment);
            case [_, _, (byte)'.', ..]:
                return TryReadDayFirst(ref text, ref moment);
            case [_, _, (byte)' ', > (byte)'9', ..] or [_, (byte)' ', > (byte)'9', ..]:
                return TryReadDayAndMonthName(ref text, (byte)' ', ref moment);
            case [_, _, _, (byte)',', ..]:
                text = new TimeText(text.Rest[4..]);
                return text.TryPass((byte)' ') && TryReadDayAndMonthName(ref text, (byte)' ', ref moment);
            case [_, _, _, (byte)' ', ..]:
                return TryReadMonthNameFirst(ref text, ref moment);
            default:
                return TryReadShort(ref text, ref moment);
        }
    }

    // 2026-11-22T13:04:05Z, 2026/11/22 13:04:05, 2026.11.22 13:04:05
    private static bool TryReadYearFirst(ref TimeText text, ref CalendarMoment moment)
    {
        var separator = text.Rest[4];
        return text.TryTakeYear(out moment.Year) && text.TryPass(separator)
            && text.TryTakeDigits(2, out moment.Month) && text.TryPass(separator)
            && text.TryTakeDigits(2, out moment.Day) && (text.TryPass((byte)'T', (byte)'t') || text.TryPass((byte)' '))
            && TryReadTime(ref text, ref moment);
    }

    // 10/Oct/2000:13:55:36 -0700, 22-Nov-2026 13:04:05, 06 Nov 1994 08:49:37 GMT
    private static bool TryReadDayAndMonthName(ref TimeText text, byte separator, ref CalendarMoment moment) =>
        text.TryTakeDay(out moment.Day) && text.TryPass(separator)
        && text.TryTakeMonth(out moment.Month) && text.TryPass(separator)
        && text.TryTakeYear(out moment.Year) && text.TryPass((byte)':', (byte)' ')
        && TryReadTime(ref text, ref moment);

    // 22.11.2026 13:04:05
    private static bool TryReadDayFirst(ref TimeText text, ref CalendarMoment moment) =>
        text.TryTakeDigits(2, out moment.Day) && text.TryPass((byte)'.')
        && text.TryTakeDigits(2, out moment.Month) && text.TryPass((byte)'.')
        && text.TryTakeYear(out moment.Year) && text.TryPass((byte)'T', (byte)' ')
        && TryReadTime(ref text, ref moment);

    // Oct 11 22:14:15, Oct 11 2026 22:14:15, Thu Nov 22 13:04:05.123456 2026, Thu Nov 22 13:04:05 UTC 2026
    private static bool TryReadMonthNameFirst(ref TimeText text, ref CalendarMoment moment)
    {
        if (TimeText.MonthAt(text.Rest) == 0) text = new TimeText(text.Rest[4..]);
        if (!text.TryTakeMonth(out moment.Month) || !text.TryPass((byte)' ') || !text.TryTakeDay(out moment.Day)
            || !text.TryPass((byte)' '))
            return false;

        var isYearNext = text.Rest is [_, _, _, _, (byte)' ', ..];
        if (isYearNext && !(text.TryTakeYear(out moment.Year) && text.TryPass((byte)' '))) return false;

        return TryReadTime(ref text, ref moment)
            && (isYearNext || !text.TryPass((byte)' ') || text.TryTakeYear(out moment.Year));
    }

    // 20261122T130405Z, 20261122 13:04:05
    private static bool TryReadShort(ref TimeText text, ref CalendarMoment moment)
    {
        if (!text.TryTakeYear(out moment.Year) || !text.TryTakeDigits(2, out moment.Month)
            || !text.TryTakeDigits(2, out moment.Day) || !text.TryPass((byte)'T', (byte)' '))
            return false;
        if (text.Rest is [_, _, (byte)':', ..]) return TryReadTime(ref text, ref moment);

        return text.TryTakeShortTimeOfDay(out moment.Time) && text.TryTakeOffset(out moment.Offset);
    }

    private static bool TryReadTime(ref TimeText text, ref CalendarMoment moment) =>
        text.TryTakeTimeOfDay(out moment.Time) && text.TryTakeOffset(out moment.Offset);
}
