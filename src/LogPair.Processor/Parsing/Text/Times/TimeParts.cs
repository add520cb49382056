namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>What the text of a moment tells; negative is what it does not.</summary>
internal struct TimeParts
{
    /// <summary>Bytes that <see cref="WriteIso"/> may need.</summary>
    public const int MaxIsoBytes = 33;

    public TimeParts()
    {
    }

    public int Year { get; set; } = -1;

    public int Month { get; set; } = -1;

    public int Day { get; set; } = -1;

    public int Hour { get; set; }

    public int Minute { get; set; }

    public int Second { get; set; }

    /// <summary>In ticks.</summary>
    public int Fraction { get; set; }

    /// <summary>12 in the afternoon of a clock that counts to twelve.</summary>
    public int HalfOfDay { get; set; }

    /// <summary>Minutes ahead of UTC.</summary>
    public int? Offset { get; set; }

    public readonly bool HasDate => Year >= 0 && Month >= 0 && Day >= 0;

    /// <summary>Writes <c>2026-11-22T13:04:05.1230000+01:00</c>; without offset if none is told.</summary>
    /// <param name="destination">Of <see cref="MaxIsoBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public readonly int WriteIso(Span<byte> destination)
    {
        "0000-00-00T00:00:00.0000000"u8.CopyTo(destination);
        Write(destination[..4], Year);
        Write(destination[5..7], Month);
        Write(destination[8..10], Day);
        Write(destination[11..13], Hour + HalfOfDay);
        Write(destination[14..16], Minute);
        Write(destination[17..19], Second);
        Write(destination[20..27], Fraction);
        if (Offset is not { } offset) return 27;

        destination[27] = offset < 0 ? (byte)'-' : (byte)'+';
        Write(destination[28..30], Math.Abs(offset) / 60);
        destination[30] = (byte)':';
        Write(destination[31..33], Math.Abs(offset) % 60);
        return MaxIsoBytes;
    }

    private static void Write(Span<byte> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10) digits[i] = (byte)('0' + (value % 10));
    }
}
