using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>Takes the time formats of Java and their names in log4j and logback apart.</summary>
/// <remarks>
/// Source: java.time.format.DateTimeFormatter, java.text.SimpleDateFormat; FixedDateFormat of log4j. Without a format
/// versions write a T or a space, and a comma or a point: both are read.
/// </remarks>
internal static class JavaTimeReader
{
    private static readonly TimePiece[] AnyIso =
    [
        new(TimePieceKind.Year, 4), TimePiece.Text("-"), new(TimePieceKind.Month, 2), TimePiece.Text("-"),
        new(TimePieceKind.Day, 2), new(TimePieceKind.DateEnd, 1), new(TimePieceKind.Hour, 2), TimePiece.Text(":"),
        new(TimePieceKind.Minute, 2), TimePiece.Text(":"), new(TimePieceKind.Second, 2),
        new(TimePieceKind.FractionMark, 1), new(TimePieceKind.Fraction, 3),
    ];

    /// <param name="format">As between the braces; empty if there is none.</param>
    /// <param name="problem">What cannot be read.</param>
    /// <returns>Null if there is a problem.</returns>
    public static TimeFormat? Read(string format, out string problem)
    {
        problem = "";
        if (format is "" or "DEFAULT" or "ISO8601") return new TimeFormat(AnyIso);

        var pieces = new List<TimePiece>();
        for (var rest = Custom(format).AsSpan(); rest.Length > 0;)
        {
            if (TryRead(ref rest, pieces)) continue;

            problem = $"'{rest[0]}' of the time format '{format}' cannot be read back";
            return null;
        }

        return new TimeFormat(pieces);
    }

    private static string Custom(string format) => format switch
    {
        "STRICT" => "yyyy-MM-dd'T'HH:mm:ss,SSS",
        "DEFAULT_PERIOD" => "yyyy-MM-dd HH:mm:ss.SSS",
        "DEFAULT_MICROS" => "yyyy-MM-dd HH:mm:ss,SSSSSS",
        "DEFAULT_NANOS" => "yyyy-MM-dd HH:mm:ss,SSSSSSSSS",
        "ISO8601_PERIOD" => "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "ISO8601_PERIOD_MICROS" => "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
        "ISO8601_BASIC" => "yyyyMMdd'T'HHmmss,SSS",
        "ISO8601_BASIC_PERIOD" => "yyyyMMdd'T'HHmmss.SSS",
        "ISO8601_OFFSET_DATE_TIME_HH" => "yyyy-MM-dd'T'HH:mm:ss,SSSX",
        "ISO8601_OFFSET_DATE_TIME_HHMM" => "yyyy-MM-dd'T'HH:mm:ss,SSSXX",
        "ISO8601_OFFSET_DATE_TIME_HHCMM" => "yyyy-MM-dd'T'HH:mm:ss,SSSXXX",
        "COMPACT" => "yyyyMMddHHmmssSSS",
        "ABSOLUTE" => "HH:mm:ss,SSS",
        "ABSOLUTE_PERIOD" => "HH:mm:ss.SSS",
        "ABSOLUTE_MICROS" => "HH:mm:ss,SSSSSS",
        "ABSOLUTE_NANOS" => "HH:mm:ss,SSSSSSSSS",
        "DATE" => "dd MMM yyyy HH:mm:ss,SSS",
        "DATE_PERIOD" => "dd MMM yyyy HH:mm:ss.SSS",
        _ => format,
    };

    private static bool TryRead(ref ReadOnlySpan<char> rest, List<TimePiece> pieces)
    {
        if (rest[0] == '\'') return TryReadQuoted(ref rest, pieces);

        var count = rest.IndexOfAnyExcept(rest[0]);
        if (count < 0) count = rest.Length;
        if (!char.IsAsciiLetter(rest[0])) pieces.Add(TimePiece.Text(rest[..count]));
        else if (Piece(rest[0], count) is { } piece) pieces.Add(piece);
        else return false;

        rest = rest[count..];
        return true;
    }

    private static TimePiece? Piece(char letter, int count) => letter switch
    {
        'y' or 'u' => count == 2 ? new(TimePieceKind.Year, 2) : new(TimePieceKind.Year, 4),
        'M' or 'L' when count < 3 => new(TimePieceKind.Month, count, 2),
        'M' or 'L' => new(TimePieceKind.MonthName, 3, count == 3 ? 3 : int.MaxValue),
        'd' when count < 3 => new(TimePieceKind.Day, count, 2),
        'E' => new(TimePieceKind.DayName, 3, count < 4 ? 3 : int.MaxValue),
        'H' when count < 3 => new(TimePieceKind.Hour, count, 2),
        'h' when count < 3 => new(TimePieceKind.HourOfTwelve, count, 2),
        'm' when count < 3 => new(TimePieceKind.Minute, count, 2),
        's' when count < 3 => new(TimePieceKind.Second, count, 2),
        'S' when count < 10 => new(TimePieceKind.Fraction, count),
        'a' => new(TimePieceKind.HalfOfDay, 2),
        'X' or 'x' when count < 4 => new(TimePieceKind.Offset, 0, count == 1 ? 2 : count == 2 ? 4 : 3),
        'Z' when count < 4 => new(TimePieceKind.Offset, 0, 4),
        'Z' when count == 5 => new(TimePieceKind.Offset, 0, 3),
        _ => null,
    };

    // Two quotes are one.
    private static bool TryReadQuoted(ref ReadOnlySpan<char> rest, List<TimePiece> pieces)
    {
        var end = rest[1..].IndexOf('\'');
        if (end < 0) return false;

        pieces.Add(TimePiece.Text(end == 0 ? "'" : rest.Slice(1, end)));
        rest = rest[(end + 2)..];
        return true;
    }
}
