using System.Globalization;

namespace LogPair.Generator.Formatting;

/// <summary>A scalar value in a format of the message template, as Serilog renders it, as a JSON string.</summary>
internal static class RenderedScalar
{
    /// <param name="line">Unchanged if the value is not written.</param>
    /// <param name="value">Numbers and times; and text, if it is asked for literally.</param>
    /// <param name="format">ASCII.</param>
    /// <returns>False if the value is of no such type, or if its text needs to be escaped.</returns>
    /// <exception cref="FormatException">The format is none of this type's.</exception>
    public static bool TryWrite(LineBuffer line, object? value, string format)
    {
        switch (value)
        {
            case string text when format == "l":
                JsonText.WriteQuoted(line, text);
                return true;
            case double number: return TryFormat(line, number, format);
            case int number: return TryFormat(line, number, format);
            case decimal number: return TryFormat(line, number, format);
            case long number: return TryFormat(line, number, format);
            case TimeSpan time: return TryFormat(line, time, format);
            case DateTime time: return TryFormat(line, time, format);
            case DateTimeOffset time: return TryFormat(line, time, format);
            case Guid id: return TryFormat(line, id, format);
            case float number: return TryFormat(line, number, format);
            case DateOnly date: return TryFormat(line, date, format);
            case TimeOnly time: return TryFormat(line, time, format);
            case uint number: return TryFormat(line, number, format);
            case ulong number: return TryFormat(line, number, format);
            case short number: return TryFormat(line, number, format);
            case ushort number: return TryFormat(line, number, format);
            case byte number: return TryFormat(line, number, format);
            case sbyte number: return TryFormat(line, number, format);
            default: return false;
        }
    }

    private static bool TryFormat<T>(LineBuffer line, T value, string format)
        where T : IUtf8SpanFormattable
    {
        var start = line.Length;
        line.Append((byte)'"');
        Utf8Text.Write(line, value, format, CultureInfo.InvariantCulture);
        if (!JsonText.IsClean(line.Written[(start + 1)..]))
        {
            line.SetBack(start);
            return false;
        }

        line.Append((byte)'"');
        return true;
    }
}
