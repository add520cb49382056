using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Python;

/// <summary>Takes the time formats of Python apart. Source: Python's datetime, "strftime() and strptime() Format
/// Codes".</summary>
internal static class StrftimeReader
{
    /// <param name="format">As after <c>datefmt=</c>.</param>
    /// <param name="problem">What cannot be read.</param>
    /// <returns>Null if there is a problem.</returns>
    public static TimeFormat? Read(string format, out string problem)
    {
        problem = "";
        var pieces = new List<TimePiece>();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                pieces.Add(TimePiece.Text(format.AsSpan(at, 1)));
                continue;
            }

            var directive = ++at < format.Length ? format[at] : ' ';
            if (Pieces(directive) is not { } read)
            {
                problem = $"'%{directive}' of the time format '{format}' cannot be read back";
                return null;
            }

            pieces.AddRange(read);
        }

        return new TimeFormat(pieces);
    }

    private static TimePiece[]? Pieces(char directive) => directive switch
    {
        'Y' => [new(TimePieceKind.Year, 4)],
        'y' => [new(TimePieceKind.Year, 2)],
        'm' => [new(TimePieceKind.Month, 2)],
        'b' or 'h' => [new(TimePieceKind.MonthName, 3)],
        'B' => [new(TimePieceKind.MonthName, 3, int.MaxValue)],
        'd' => [new(TimePieceKind.Day, 2)],
        'a' => [new(TimePieceKind.DayName, 3)],
        'A' => [new(TimePieceKind.DayName, 3, int.MaxValue)],
        'H' => [new(TimePieceKind.Hour, 2)],
        'I' => [new(TimePieceKind.HourOfTwelve, 2)],
        'p' => [new(TimePieceKind.HalfOfDay, 2)],
        'M' => [new(TimePieceKind.Minute, 2)],
        'S' => [new(TimePieceKind.Second, 2)],
        'f' => [new(TimePieceKind.Fraction, 6)],
        'z' => [new(TimePieceKind.Offset, 0, 4)],
        'F' => [.. Pieces('Y')!, TimePiece.Text("-"), .. Pieces('m')!, TimePiece.Text("-"), .. Pieces('d')!],
        'T' => [.. Pieces('H')!, TimePiece.Text(":"), .. Pieces('M')!, TimePiece.Text(":"), .. Pieces('S')!],
        '%' => [TimePiece.Text("%")],
        _ => null,
    };
}
