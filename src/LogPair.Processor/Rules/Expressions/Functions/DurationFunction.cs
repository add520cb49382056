using System.Buffers;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>The seconds that a text tells: of Go, of .NET, of ISO 8601, or a number with a unit.</summary>
internal static class DurationFunction
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    private static readonly SearchValues<byte> AfterUnit = SearchValues.Create("0123456789. "u8);

    public static Value Seconds(ReadOnlySpan<byte> text, TextScratch scratch)
    {
        text = text.Trim(" \t\r\n"u8);
        var isNegative = text.StartsWith("-"u8);
        if (isNegative || text.StartsWith("+"u8)) text = text[1..];

        var isDuration = text.StartsWith("P"u8) ? TryParseIso(text[1..], out var seconds)
            : text.Contains((byte)':') ? TryParseClock(text, out seconds)
            : TryParseUnits(text, out seconds);
        return isDuration ? Value.Number(isNegative ? -seconds : seconds) : Value.Undefined;
    }

    // Go's 1h2m3.5s, and single ones such as 350 ms; a number alone is seconds.
    private static bool TryParseUnits(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        if (text.IsEmpty) return false;

        while (!text.IsEmpty)
        {
            if (!Amounts.TryTake(ref text, out var amount)) return false;

            text = text.TrimStart(" "u8);
            var length = text.IndexOfAny(AfterUnit);
            var unit = length < 0 ? text : text[..length];
            if (UnitSeconds(unit) is not { } factor) return false;

            // 350 ms are 350 / 1000 s: thousandths have no exact double to multiply with.
            seconds += factor > 0 ? amount * factor : amount / -factor;
            text = text[unit.Length..].TrimStart(" "u8);
        }

        return true;
    }

    // Negative: units to a second.
    private static double? UnitSeconds(ReadOnlySpan<byte> unit) => unit switch
    {
        _ when unit.IsEmpty || unit.SequenceEqual("s"u8) || unit.SequenceEqual("sec"u8) || unit.SequenceEqual("secs"u8)
            || unit.SequenceEqual("second"u8) || unit.SequenceEqual("seconds"u8) => 1,
        _ when unit.SequenceEqual("ms"u8) || unit.SequenceEqual("msec"u8) || unit.SequenceEqual("millis"u8)
            || unit.SequenceEqual("milliseconds"u8) => -1e3,
        _ when unit.SequenceEqual("us"u8) || unit.SequenceEqual("µs"u8) || unit.SequenceEqual("μs"u8)
            || unit.SequenceEqual("microseconds"u8) => -1e6,
        _ when unit.SequenceEqual("ns"u8) || unit.SequenceEqual("nanoseconds"u8) => -1e9,
        _ when unit.SequenceEqual("m"u8) || unit.SequenceEqual("min"u8) || unit.SequenceEqual("mins"u8)
            || unit.SequenceEqual("minutes"u8) || unit.SequenceEqual("minute"u8) => Minute,
        _ when unit.SequenceEqual("h"u8) || unit.SequenceEqual("hr"u8) || unit.SequenceEqual("hours"u8)
            || unit.SequenceEqual("hour"u8) => Hour,
        _ when unit.SequenceEqual("d"u8) || unit.SequenceEqual("days"u8) || unit.SequenceEqual("day"u8) => Day,
        _ => null,
    };

    // TimeSpan's [d.]hh:mm[:ss[.fffffff]]. Source: .NET, standard TimeSpan format strings, "c".
    private static bool TryParseClock(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        var colon = text.IndexOf((byte)':');
        if (text[..colon].IndexOf((byte)'.') is var dot and >= 0)
        {
            if (!TryParseWhole(text[..dot], out var days)) return false;
            seconds = days * Day;
            text = text[(dot + 1)..];
            colon -= dot + 1;
        }

        if (!TryParseWhole(text[..colon], out var hours)) return false;
        text = text[(colon + 1)..];
        colon = text.IndexOf((byte)':');
        if (!TryParseWhole(colon < 0 ? text : text[..colon], out var minutes)) return false;

        var rest = 0.0;
        if (colon >= 0)
        {
            text = text[(colon + 1)..];
            if (!Amounts.TryTake(ref text, out rest) || !text.IsEmpty) return false;
        }

        seconds += (hours * Hour) + (minutes * Minute) + rest;
        return minutes < 60 && rest < 60;
    }

    private static bool TryParseWhole(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Amounts.TryParse(text, out number);
    }

    // PnW or PnDTnHnMnS. Years and months have no fixed length. Source: ISO 8601-1, 5.5.2.
    private static bool TryParseIso(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        if (text.IsEmpty || text.EndsWith("T"u8)) return false;

        var isTime = false;
        while (!text.IsEmpty)
        {
            if (!isTime && text[0] == 'T')
            {
                isTime = true;
                text = text[1..];
            }

            if (!Amounts.TryTake(ref text, out var amount) || text.IsEmpty) return false;

            var factor = (isTime, (char)text[0]) switch
            {
                (true, 'S') => 1,
                (true, 'M') => Minute,
                (true, 'H') => Hour,
                (false, 'D') => Day,
                (false, 'W') => 7 * Day,
                _ => 0,
            };
            if (factor == 0) return false;

            seconds += amount * factor;
            text = text[1..];
        }

        return true;
    }
}
