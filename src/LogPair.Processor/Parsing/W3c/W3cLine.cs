using System.Text;

namespace LogPair.Processor.Parsing.W3c;

/// <summary>Directives and values of W3C's extended log file format.</summary>
internal static class W3cLine
{
    public const string FieldsDirective = "#Fields:";

    // Source: WD-logfile-960323, "Directives".
    private static readonly string[] Directives =
        [FieldsDirective, "#Version:", "#Software:", "#Start-Date:", "#End-Date:", "#Date:", "#Remark:"];

    public static bool IsFields(ReadOnlySpan<byte> line) => IsDirective(line, FieldsDirective);

    public static bool IsAnyDirective(ReadOnlySpan<byte> line)
    {
        foreach (var directive in Directives)
        {
            if (IsDirective(line, directive)) return true;
        }

        return false;
    }

    /// <summary>Takes the next value; several spaces or tabs separate as one.</summary>
    /// <param name="cursor">Behind the value afterwards.</param>
    /// <param name="isFirst">Whether nothing has to separate it from what is before.</param>
    /// <param name="value">Without its quotes.</param>
    /// <param name="isQuoted">Whether it had them, so that quotes within it are doubled.</param>
    /// <returns>False if there is none.</returns>
    public static bool TryTakeValue(ref LineCursor cursor, bool isFirst, out Range value, out bool isQuoted)
    {
        var start = cursor.At;
        var separators = cursor.Rest.IndexOfAnyExcept(" \t"u8);
        value = default;
        isQuoted = false;
        if (separators < 0 || (separators == 0 && !isFirst)) return false;

        cursor.At = start + separators;
        isQuoted = TryTakeQuoted(ref cursor, out value);
        if (isQuoted) return true;

        var length = cursor.Rest.IndexOfAny((byte)' ', (byte)'\t');
        if (length < 0) length = cursor.Rest.Length;
        value = cursor.At..(cursor.At + length);
        cursor.At += length;
        return true;
    }

    // IIS writes no quotes around values, so a quote that nothing ends in the right place is part of the value.
    private static bool TryTakeQuoted(ref LineCursor cursor, out Range value)
    {
        value = default;
        if (cursor.Rest is not [(byte)'"', ..]) return false;

        var rest = cursor.Rest[1..];
        var end = 0;
        while (true)
        {
            var quote = rest[end..].IndexOf((byte)'"');
            if (quote < 0) return false;

            end += quote;
            if (rest[(end + 1)..] is not [(byte)'"', ..]) break;

            end += 2;
        }

        if (rest[(end + 1)..] is not ([] or [(byte)' ' or (byte)'\t', ..])) return false;

        value = (cursor.At + 1)..(cursor.At + 1 + end);
        cursor.At += end + 2;
        return true;
    }

    private static bool IsDirective(ReadOnlySpan<byte> line, string directive) =>
        line.Length >= directive.Length && Ascii.EqualsIgnoreCase(line[..directive.Length], directive);
}
