namespace LogPair.Processor.Parsing.Text;

/// <summary>A date and time at the start of a line of plain text, where it can be nothing else.</summary>
internal static class PlainTime
{
    /// <summary>Bytes of <c>2026-11-22T13:04:05</c>.</summary>
    private const int MomentBytes = 19;

    /// <summary>
    /// Bytes of a moment such as <c>2026-11-22 13:04:05,123 +01:00</c>: year first, dashes or slashes, T or a space,
    /// and perhaps a fraction and an offset. 0 if the text does not begin with one.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text.Length < MomentBytes || !IsMoment(text)) return 0;

        var at = MomentBytes;
        if (at + 1 < text.Length && text[at] is (byte)'.' or (byte)',' && IsDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && IsDigit(text[at])) at++;
        }

        at += OffsetLength(text[at..]);
        return at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || "._"u8.Contains(text[at])) ? 0 : at;
    }

    /// <summary>Writes a moment so that it is ISO 8601: dashes, a T, and no space before the offset.</summary>
    /// <returns>Bytes written, no more than it has.</returns>
    public static int WriteIso(ReadOnlySpan<byte> moment, Span<byte> destination)
    {
        moment[..MomentBytes].CopyTo(destination);
        destination[4] = destination[7] = (byte)'-';
        destination[10] = (byte)'T';
        var written = MomentBytes;
        foreach (var value in moment[MomentBytes..])
        {
            if (value != ' ') destination[written++] = value;
        }

        return written;
    }

    private static bool IsMoment(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < MomentBytes; i++)
        {
            var isRight = i switch
            {
                4 or 7 => text[i] is (byte)'-' or (byte)'/' && text[4] == text[7],
                10 => text[i] is (byte)'T' or (byte)' ',
                13 or 16 => text[i] == ':',
                _ => IsDigit(text[i]),
            };
            if (!isRight) return false;
        }

        return true;
    }

    /// <summary>Bytes of <c>Z</c>, <c>+01:00</c> or <c>+0100</c>, the numbers perhaps behind a space.</summary>
    private static int OffsetLength(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z', ..]) return 1;

        var space = text is [(byte)' ', ..] ? 1 : 0;
        return text[space..] switch
        {
            [(byte)'+' or (byte)'-', var a, var b, (byte)':', var c, var d, ..] when AreDigits(a, b, c, d) => space + 6,
            [(byte)'+' or (byte)'-', var a, var b, var c, var d, ..] when AreDigits(a, b, c, d) => space + 5,
            _ => 0,
        };
    }

    private static bool AreDigits(byte a, byte b, byte c, byte d) =>
        IsDigit(a) && IsDigit(b) && IsDigit(c) && IsDigit(d);

    private static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);
}
