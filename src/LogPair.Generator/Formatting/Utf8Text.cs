namespace LogPair.Generator.Formatting;

/// <summary>Values that write themselves as UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>Enough for every number and time in its own format.</summary>
    private const int UsualRoom = 64;

    /// <summary>Writes the value, not quoted and not escaped.</summary>
    /// <exception cref="FormatException">The format is none of this type's.</exception>
    public static void Write<T>(LineBuffer line, T value, ReadOnlySpan<char> format, IFormatProvider? provider)
        where T : IUtf8SpanFormattable
    {
        var room = UsualRoom;
        int written;
        while (!value.TryFormat(line.Reserve(room), out written, format, provider)) room = checked(room * 2);
        line.Advance(written);
    }
}
