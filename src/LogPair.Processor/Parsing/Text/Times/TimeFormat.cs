using System.Text;

namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>Reads moments as .NET writes them with a format string and the invariant culture.</summary>
internal sealed class TimeFormat
{
    /// <summary>The century of years that are written with two digits.</summary>
    private const int Century = 2000;

    private static readonly byte[][] Months = Names(
        "January February March April May June July August September October November December");

    private static readonly byte[][] Days = Names("Sunday Monday Tuesday Wednesday Thursday Friday Saturday");

    private static readonly TimePiece TwoDigits = new(TimePieceKind.Offset, 2, 2);
    private static readonly TimePiece OneOrTwoDigits = new(TimePieceKind.Offset, 1, 2);

    private readonly TimePiece[] _pieces;

    /// <param name="pieces">From <see cref="TimeFormatReader"/>.</param>
    public TimeFormat(IEnumerable<TimePiece> pieces)
    {
        _pieces = [.. pieces];
    }

    /// <summary>Reads a text that is a moment and nothing else.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out TimeParts parts)
    {
        parts = new TimeParts();
        foreach (var piece in _pieces)
        {
            if (!TryTake(piece, ref text, ref parts)) return false;
        }

        return text.IsEmpty;
    }

    private static bool TryTake(TimePiece piece, ref ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        switch (piece.Kind)
        {
            case TimePieceKind.Literal:
                return TryTake(piece.Literal, ref text);
            case TimePieceKind.MonthName:
                var isMonth = TryTakeName(Months, piece.Most, ref text, out var month);
                parts.Month = month + 1;
                return isMonth;
            case TimePieceKind.DayName:
                return TryTakeName(Days, piece.Most, ref text, out _);
            case TimePieceKind.Offset:
                return TryTakeOffset(piece.Most, ref text, ref parts);
            case TimePieceKind.HalfOfDay:
                if (text is not [(byte)'A' or (byte)'P', ..] || (piece.Most == 2 && text is not [_, (byte)'M', ..])) return false;
                parts.HalfOfDay = text[0] == 'P' ? 12 : 0;
                text = text[piece.Most..];
                return true;
            case TimePieceKind.Fraction:
                return TryTakeFraction(piece, ref text, ref parts);
            default:
                return TryTakeDigits(piece, ref text, out var value) && TrySet(piece, value, ref parts);
        }
    }

    private static bool TrySet(TimePiece piece, int value, ref TimeParts parts)
    {
        switch (piece.Kind)
        {
            case TimePieceKind.Year:
                parts.Year = piece.Least < 3 ? Century + value : value;
                return true;
            case TimePieceKind.Month:
                parts.Month = value;
                return value is >= 1 and <= 12;
            case TimePieceKind.Day:
                parts.Day = value;
                return value is >= 1 and <= 31;
            case TimePieceKind.Hour:
                parts.Hour = value;
                return value <= 23;
            case TimePieceKind.HourOfTwelve:
                parts.Hour = value % 12;
                return value is >= 1 and <= 12;
            case TimePieceKind.Minute:
                parts.Minute = value;
                return value <= 59;
            default:
                parts.Second = value;
                return value <= 59;
        }
    }

    private static bool TryTake(ReadOnlySpan<byte> literal, ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(literal)) return false;

        text = text[literal.Length..];
        return true;
    }

    private static bool TryTakeDigits(TimePiece piece, ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var count = 0;
        for (; count < piece.Most && count < text.Length && char.IsAsciiDigit((char)text[count]); count++)
            value = (value * 10) + (text[count] - '0');

        text = text[count..];
        return count >= piece.Least;
    }

    private static bool TryTakeFraction(TimePiece piece, ref ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        // A point goes with a fraction that may be left out.
        if (piece.Least == 0 && piece.Literal.Length > 0 && !TryTake(piece.Literal, ref text)) return true;

        var before = text.Length;
        if (!TryTakeDigits(piece, ref text, out var digits)) return false;

        for (var count = before - text.Length; count < 7; count++) digits *= 10;
        parts.Fraction = digits;
        return true;
    }

    private static bool TryTakeName(byte[][] names, int most, ref ReadOnlySpan<byte> text, out int number)
    {
        for (number = 0; number < names.Length; number++)
        {
            if (TryTake(names[number].AsSpan(0, Math.Min(most, names[number].Length)), ref text)) return true;
        }

        return false;
    }

    private static bool TryTakeOffset(int width, ref ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (TryTake("Z"u8, ref text))
        {
            parts.Offset = 0;
            return true;
        }

        if (text is not [(byte)'+' or (byte)'-', ..]) return false;

        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        if (!TryTakeDigits(width == 1 ? OneOrTwoDigits : TwoDigits, ref text, out var hours)) return false;

        var minutes = 0;
        if (width >= 3
            && (!TryTake(":"u8, ref text) || !TryTakeDigits(TwoDigits, ref text, out minutes))) return false;

        parts.Offset = sign * ((hours * 60) + minutes);
        return true;
    }

    private static byte[][] Names(string names) => [.. names.Split(' ').Select(Encoding.UTF8.GetBytes)];
}
