using System.Globalization;
using Serilog.Events;

namespace LogPair.Generator.Formatting;

/// <summary>The value of a <see cref="ScalarValue"/> as JSON, as Serilog's <c>JsonValueFormatter</c> writes it.</summary>
/// <remarks>
/// Numbers are numbers, as long as JSON has them; everything that is neither number nor truth value is text. What has
/// no case here becomes its <c>ToString()</c>, in the current culture, as with Serilog.
/// </remarks>
internal static class JsonScalar
{
    public static void Write(LineBuffer line, object? value)
    {
        switch (value)
        {
            case null: line.Append("null"u8); break;
            case string text: JsonText.WriteQuoted(line, text); break;
            case int number: WritePlain(line, number); break;
            case bool truth: line.Append(truth ? "true"u8 : "false"u8); break;
            case double number: Write(line, number); break;
            case long number: WritePlain(line, number); break;
            case decimal number: WritePlain(line, number); break;
            case float number: Write(line, number); break;
            case Guid id: WriteQuoted(line, id, default); break;
            case DateTime time: WriteQuoted(line, time, "O"); break;
            case DateTimeOffset time: WriteQuoted(line, time, "O"); break;
            case TimeSpan time: WriteQuoted(line, time, default); break;
            case uint number: WritePlain(line, number); break;
            case ulong number: WritePlain(line, number); break;
            case byte number: WritePlain(line, number); break;
            case sbyte number: WritePlain(line, number); break;
            case short number: WritePlain(line, number); break;
            case ushort number: WritePlain(line, number); break;
            case char c: JsonText.WriteQuoted(line, [c]); break;
            case DateOnly date: WriteQuoted(line, date, "yyyy-MM-dd"); break;
            case TimeOnly time: WriteQuoted(line, time, "O"); break;
            default: JsonText.WriteQuoted(line, value.ToString()); break;
        }
    }

    private static void Write(LineBuffer line, double number)
    {
        if (double.IsFinite(number)) WritePlain(line, number);
        else JsonText.WriteQuoted(line, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(LineBuffer line, float number)
    {
        if (float.IsFinite(number)) WritePlain(line, number);
        else JsonText.WriteQuoted(line, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void WritePlain<T>(LineBuffer line, T number)
        where T : IUtf8SpanFormattable => Utf8Text.Write(line, number, default, CultureInfo.InvariantCulture);

    /// <summary>In the current culture, as Serilog does it: its calendar shows in a <see cref="DateOnly"/>.</summary>
    private static void WriteQuoted<T>(LineBuffer line, T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        line.Append((byte)'"');
        Utf8Text.Write(line, value, format, provider: null);
        line.Append((byte)'"');
    }
}
