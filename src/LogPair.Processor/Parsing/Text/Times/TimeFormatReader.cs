using System.Globalization;

namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>Takes .NET's format strings for dates and times apart.</summary>
/// <remarks>Source: .NET documentation, "Custom date and time format strings" and "Standard …".</remarks>
internal static class TimeFormatReader
{
    private static readonly DateTimeFormatInfo Invariant = DateTimeFormatInfo.InvariantInfo;

    /// <param name="format">As after the colon of <c>{Timestamp:…}</c>; null if there is none.</param>
    /// <param name="problem">What cannot be read.</param>
    /// <returns>Null if there is a problem.</returns>
    public static TimeFormat? Read(string? format, out string problem)
    {
        problem = "";
        var pieces = new List<TimePiece>();
        for (var rest = Custom(format ?? "").AsSpan(); rest.Length > 0;)
        {
            if (TryRead(ref rest, pieces)) continue;

            problem = $"'{rest[0]}' of the time format '{format}' cannot be read back";
            return null;
        }

        return new TimeFormat(pieces);
    }

    /// <summary>What a standard format, one letter, stands for.</summary>
    private static string Custom(string format) => format switch
    {
        "" => Invariant.ShortDatePattern + " " + Invariant.LongTimePattern + " zzz",
        "O" or "o" => "yyyy-MM-ddTHH:mm:ss.fffffffzzz",
        "R" or "r" => Invariant.RFC1123Pattern,
        "s" => Invariant.SortableDateTimePattern,
        "u" => Invariant.UniversalSortableDateTimePattern,
        "d" => Invariant.ShortDatePattern,
        "D" => Invariant.LongDatePattern,
        "t" => Invariant.ShortTimePattern,
        "T" => Invariant.LongTimePattern,
        "f" => Invariant.LongDatePattern + " " + Invariant.ShortTimePattern,
        "F" => Invariant.FullDateTimePattern,
        "g" => Invariant.ShortDatePattern + " " + Invariant.ShortTimePattern,
        "G" => Invariant.ShortDatePattern + " " + Invariant.LongTimePattern,
        "M" or "m" => Invariant.MonthDayPattern,
        "Y" or "y" => Invariant.YearMonthPattern,
        _ => format,
    };

    private static bool TryRead(ref ReadOnlySpan<char> rest, List<TimePiece> pieces)
    {
        switch (rest[0])
        {
            case '\'' or '"':
                return TryReadQuoted(ref rest, pieces);
            case '\\' when rest.Length > 1:
                Add(rest[1..2], pieces);
                rest = rest[2..];
                return true;
            case '%' when rest.Length > 1:
                rest = rest[1..];
                return true;
            case '\\' or '%' or 'g':
                return false;
        }

        var count = rest.IndexOfAnyExcept(rest[0]);
        if (count < 0) count = rest.Length;
        if (Piece(rest[0], count) is { } piece) pieces.Add(piece with { Literal = PointBefore(piece, pieces) });
        else Add(rest[..count], pieces);
        rest = rest[count..];
        return true;
    }

    private static TimePiece? Piece(char letter, int count) => letter switch
    {
        'y' => new(TimePieceKind.Year, count < 3 ? 2 : count, Math.Max(2, count)),
        'M' when count < 3 => new(TimePieceKind.Month, count, 2),
        'M' => new(TimePieceKind.MonthName, 3, count == 3 ? 3 : int.MaxValue),
        'd' when count < 3 => new(TimePieceKind.Day, count, 2),
        'd' => new(TimePieceKind.DayName, 3, count == 3 ? 3 : int.MaxValue),
        'H' => new(TimePieceKind.Hour, Math.Min(count, 2), 2),
        'h' => new(TimePieceKind.HourOfTwelve, Math.Min(count, 2), 2),
        'm' => new(TimePieceKind.Minute, Math.Min(count, 2), 2),
        's' => new(TimePieceKind.Second, Math.Min(count, 2), 2),
        'f' => new(TimePieceKind.Fraction, Math.Min(count, 7), Math.Min(count, 7)),
        'F' => new(TimePieceKind.Fraction, 0, Math.Min(count, 7)),
        't' => new(TimePieceKind.HalfOfDay, Math.Min(count, 2), Math.Min(count, 2)),
        'z' => new(TimePieceKind.Offset, 0, Math.Min(count, 3)),
        'K' => new(TimePieceKind.Offset, 0, 3),
        _ => null,
    };

    /// <summary>A point before a fraction that may be left out is left out with it.</summary>
    private static byte[] PointBefore(TimePiece piece, List<TimePiece> pieces)
    {
        if (piece is not { Kind: TimePieceKind.Fraction, Least: 0 }) return [];
        if (pieces is not [.., { Kind: TimePieceKind.Literal, Literal: [.. var before, (byte)'.'] }]) return [];

        pieces.RemoveAt(pieces.Count - 1);
        if (before.Length > 0) pieces.Add(new TimePiece(TimePieceKind.Literal, 0, 0, before));
        return [(byte)'.'];
    }

    private static bool TryReadQuoted(ref ReadOnlySpan<char> rest, List<TimePiece> pieces)
    {
        var end = rest[1..].IndexOf(rest[0]);
        if (end < 0) return false;

        Add(rest.Slice(1, end), pieces);
        rest = rest[(end + 2)..];
        return true;
    }

    private static void Add(ReadOnlySpan<char> literal, List<TimePiece> pieces) => pieces.Add(TimePiece.Text(literal));
}
