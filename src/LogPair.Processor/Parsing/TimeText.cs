namespace LogPair.Processor.Parsing;

/// <summary>Text of a moment, of which the parts are taken one after the other.</summary>
/// <remarks>What could not be taken may be gone in part: whoever asks gives up, or asked of a copy.</remarks>
internal ref struct TimeText(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryPass(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;

        _rest = _rest[1..];
        return true;
    }

    /// <param name="first">One byte that may stand here.</param>
    /// <param name="second">The other.</param>
    public bool TryPass(byte first, byte second) => TryPass(first) || TryPass(second);

    public bool TryTakeDigits(int count, out int value)
    {
        value = 0;
        if (_rest.Length < count) return false;

        foreach (var digit in _rest[..count])
        {
            if (!char.IsAsciiDigit((char)digit)) return false;

            value = (value * 10) + (digit - '0');
        }

        _rest = _rest[count..];
        return true;
    }

    /// <summary>Four digits, not all of them zeros.</summary>
    public bool TryTakeYear(out int year) => TryTakeDigits(4, out year) && year > 0;

    /// <summary>A day of one or two digits, or of one digit after a space.</summary>
    public bool TryTakeDay(out int day)
    {
        TryPass((byte)' ');
        return _rest is [_, >= (byte)'0' and <= (byte)'9', ..]
            ? TryTakeDigits(2, out day)
            : TryTakeDigits(1, out day);
    }

    /// <summary>The first three letters of the English name of a month.</summary>
    public bool TryTakeMonth(out int month)
    {
        month = MonthAt(_rest);
        if (month == 0) return false;

        _rest = _rest[3..];
        return true;
    }

    /// <summary><c>13:04:05</c>, <c>13:04:05.123</c> or <c>13:04:05,123</c>; digits beyond 100 ns are cut off.</summary>
    public bool TryTakeTimeOfDay(out long ticks)
    {
        ticks = 0;
        return TryTakeDigits(2, out var hour) && TryPass((byte)':')
            && TryTakeDigits(2, out var minute) && TryPass((byte)':')
            && TryTakeDigits(2, out var second)
            && TryAddUp(hour, minute, second, ref ticks) && TryAddFraction(ref ticks);
    }

    /// <summary><c>130405</c>, with or without a fraction.</summary>
    public bool TryTakeShortTimeOfDay(out long ticks)
    {
        ticks = 0;
        return TryTakeDigits(2, out var hour) && TryTakeDigits(2, out var minute) && TryTakeDigits(2, out var second)
            && TryAddUp(hour, minute, second, ref ticks) && TryAddFraction(ref ticks);
    }

    /// <summary>
    /// <c>Z</c>, <c>UTC</c>, <c>GMT</c>, <c>+01:00</c>, <c>+0100</c>, <c>+01</c>, a space before it or not.
    /// Nothing means UTC.
    /// </summary>
    public bool TryTakeOffset(out long ticks)
    {
        ticks = 0;
        var start = _rest is [(byte)' ', ..] ? _rest[1..] : _rest;
        switch (start)
        {
            case [(byte)'Z' or (byte)'z', ..]:
                _rest = start[1..];
                return true;
            case [(byte)'U', (byte)'T', (byte)'C', ..] or [(byte)'G', (byte)'M', (byte)'T', ..]:
                _rest = start[3..];
                return true;
            case [(byte)'+' or (byte)'-', ..]:
                _rest = start[1..];
                return TryTakeHours(isNegative: start[0] == '-', out ticks);
            default:
                return true;
        }
    }

    private bool TryTakeHours(bool isNegative, out long ticks)
    {
        ticks = 0;
        var minute = 0;
        if (!TryTakeDigits(2, out var hour) || hour > 23) return false;

        var hasMinutes = TryPass((byte)':') || _rest is [>= (byte)'0' and <= (byte)'9', ..];
        if (hasMinutes && (!TryTakeDigits(2, out minute) || minute > 59)) return false;

        ticks = ((hour * 60) + minute) * TimeSpan.TicksPerMinute;
        if (isNegative) ticks = -ticks;
        return true;
    }

    // A leap second is the second after it.
    private static bool TryAddUp(int hour, int minute, int second, ref long ticks)
    {
        ticks += ((((hour * 60) + minute) * 60L) + second) * TimeSpan.TicksPerSecond;
        return hour <= 23 && minute <= 59 && second <= 60;
    }

    private bool TryAddFraction(ref long ticks)
    {
        if (!TryPass((byte)'.', (byte)',')) return true;

        var unit = TimeSpan.TicksPerSecond;
        var at = 0;
        for (; at < _rest.Length && char.IsAsciiDigit((char)_rest[at]); at++)
        {
            unit /= 10;
            ticks += (_rest[at] - '0') * unit;
        }

        _rest = _rest[at..];
        return at > 0;
    }

    /// <returns>1 to 12, or 0 if the text begins with no month.</returns>
    public static int MonthAt(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3) return 0;

        return (text[0] | 0x20, text[1] | 0x20, text[2] | 0x20) switch
        {
            ('j', 'a', 'n') => 1,
            ('f', 'e', 'b') => 2,
            ('m', 'a', 'r') => 3,
            ('a', 'p', 'r') => 4,
            ('m', 'a', 'y') => 5,
            ('j', 'u', 'n') => 6,
            ('j', 'u', 'l') => 7,
            ('a', 'u', 'g') => 8,
            ('s', 'e', 'p') => 9,
            ('o', 'c', 't') => 10,
            ('n', 'o', 'v') => 11,
            ('d', 'e', 'c') => 12,
            _ => 0,
        };
    }
}
