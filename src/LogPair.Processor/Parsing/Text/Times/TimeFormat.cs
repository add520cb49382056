using System.Text;

namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>Reads moments as .NET, Java and Python write them with a format string, in English.</summary>
/// <remarks>
/// Methods take the place where a piece begins and return the place past it, or a negative number if it is not there.
/// </remarks>
internal sealed class TimeFormat
{
    /// <summary>The century of years that are written with two digits.</summary>
    private const int Century = 2000;

    private const int Missing = -1;

    /// <summary>Digits of a tick.</summary>
    private const int TickDigits = 7;

    private static readonly byte[][] Months = Names(
        "January February March April May June July August September October November December");

    private static readonly byte[][] Days = Names("Sunday Monday Tuesday Wednesday Thursday Friday Saturday");

    private readonly TimePiece[] _pieces;

    /// <param name="pieces">From left to right.</param>
    public TimeFormat(IEnumerable<TimePiece> pieces)
    {
        _pieces = [.. pieces];
    }

    /// <summary>The same with more behind it.</summary>
    public TimeFormat With(params ReadOnlySpan<TimePiece> more) => new([.. _pieces, .. more]);

    /// <summary>Reads a text that is a moment and nothing else.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out TimeParts parts)
    {
        parts = new TimeParts();
        var at = 0;
        foreach (var piece in _pieces)
        {
            at = Pass(piece, text, at, ref parts);
            if (at < 0) return false;
        }

        return at == text.Length;
    }

    private static int Pass(TimePiece piece, ReadOnlySpan<byte> text, int at, ref TimeParts parts)
    {
        switch (piece.Kind)
        {
            case TimePieceKind.Literal:
                return PassLiteral(piece.Literal, text, at);
            case TimePieceKind.MonthName:
                at = PassName(Months, piece.Most, text, at, out var month);
                parts.Month = month + 1;
                return at;
            case TimePieceKind.DayName:
                return PassName(Days, piece.Most, text, at, out _);
            case TimePieceKind.Offset:
                return PassOffset(piece.Most, text, at, ref parts);
            case TimePieceKind.HalfOfDay:
                return PassHalfOfDay(piece.Most, text, at, ref parts);
            case TimePieceKind.DateEnd:
                return at < text.Length && text[at] is (byte)'T' or (byte)' ' ? at + 1 : Missing;
            case TimePieceKind.FractionMark:
                return at < text.Length && text[at] is (byte)'.' or (byte)',' ? at + 1 : Missing;
            case TimePieceKind.Fraction:
                return PassFraction(piece, text, at, ref parts);
            default:
                at = PassDigits(piece.Least, piece.Most, text, at, out var value);
                return at >= 0 && TrySet(piece, value, ref parts) ? at : Missing;
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

    private static int PassLiteral(ReadOnlySpan<byte> literal, ReadOnlySpan<byte> text, int at)
    {
        if (literal.Length == 1) return at < text.Length && text[at] == literal[0] ? at + 1 : Missing;

        return text[at..].StartsWith(literal) ? at + literal.Length : Missing;
    }

    private static int PassDigits(int least, int most, ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        var end = at;
        for (; end - at < most && (uint)end < (uint)text.Length; end++)
        {
            var digit = (uint)(text[end] - '0');
            if (digit > 9) break;

            value = (value * 10) + (int)digit;
        }

        return end - at >= least ? end : Missing;
    }

    private static int PassFraction(TimePiece piece, ReadOnlySpan<byte> text, int at, ref TimeParts parts)
    {
        // A point goes with a fraction that may be left out.
        if (piece.Literal.Length > 0)
        {
            var point = PassLiteral(piece.Literal, text, at);
            if (point < 0) return at;
            at = point;
        }

        var end = PassDigits(piece.Least, piece.Most, text, at, out var digits);
        for (var count = end - at; count < TickDigits; count++) digits *= 10;
        for (var count = end - at; count > TickDigits; count--) digits /= 10;
        parts.Fraction = digits;
        return end;
    }

    private static int PassHalfOfDay(int length, ReadOnlySpan<byte> text, int at, ref TimeParts parts)
    {
        if (at == text.Length || text[at] is not ((byte)'A' or (byte)'P')) return Missing;

        parts.HalfOfDay = text[at] == 'P' ? 12 : 0;
        if (length == 1) return at + 1;

        return at + 1 < text.Length && text[at + 1] == 'M' ? at + 2 : Missing;
    }

    private static int PassName(byte[][] names, int most, ReadOnlySpan<byte> text, int at, out int number)
    {
        for (number = 0; number < names.Length; number++)
        {
            var name = names[number].AsSpan(0, Math.Min(most, names[number].Length));
            if (text[at..].StartsWith(name)) return at + name.Length;
        }

        return Missing;
    }

    /// <param name="width">How many z the format has: with 3, minutes follow the hours; with 4, without a
    /// colon.</param>
    private static int PassOffset(int width, ReadOnlySpan<byte> text, int at, ref TimeParts parts)
    {
        if (at == text.Length) return Missing;

        var sign = text[at];
        if (sign == 'Z') parts.Offset = 0;
        if (sign is not ((byte)'+' or (byte)'-')) return sign == 'Z' ? at + 1 : Missing;

        at = PassDigits(Math.Min(width, 2), 2, text, at + 1, out var hours);
        var minutes = 0;
        if (width == 3 && at >= 0) at = PassLiteral(":"u8, text, at);
        if (width >= 3 && at >= 0) at = PassDigits(2, 2, text, at, out minutes);

        var offset = (hours * 60) + minutes;
        parts.Offset = sign == '-' ? -offset : offset;
        return at;
    }

    private static byte[][] Names(string names) => [.. names.Split(' ').Select(Encoding.UTF8.GetBytes)];
}
