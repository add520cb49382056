using System.Buffers;

namespace LogPair.Processor.Framing.Multiline;

/// <summary>What lines of stack traces look like.</summary>
internal static class LineShape
{
    private static readonly SearchValues<byte> SpaceBytes = SearchValues.Create(" \t\r\f\v"u8);

    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(SpaceBytes);

    public static bool IsIndented(ReadOnlySpan<byte> line) => line is [(byte)' ' or (byte)'\t', ..] && !IsBlank(line);

    /// <summary>
    /// Whether a line begins with what may be the name of an exception's type, as <c>System.IO.IOException: Disk
    /// full</c> and <c>com.acme.Conflict</c> do: names with dots between them, the last of which begins with a capital
    /// or ends in Exception, Error or Throwable; then a colon or the end of the line.
    /// </summary>
    public static bool IsExceptionHead(ReadOnlySpan<byte> line)
    {
        var type = TypeAt(line);
        return !type.IsEmpty && (ExceptionNames.HasSuffix(type) || ExceptionNames.IsTypeName(type));
    }

    /// <summary>The same, but sure of it: the name ends in Exception, Error or Throwable.</summary>
    public static bool IsSureExceptionHead(ReadOnlySpan<byte> line) => ExceptionNames.HasSuffix(TypeAt(line));

    // Empty if none is followed by what follows a type.
    private static ReadOnlySpan<byte> TypeAt(ReadOnlySpan<byte> line)
    {
        var end = 0;
        while (end < line.Length && ExceptionNames.IsNameByte(line[end])) end++;
        var type = line[..end];
        if (!type.Contains((byte)'.') || char.IsAsciiDigit((char)type[0]) || type[0] == '.') return default;

        var rest = line[(end + ArgumentsLength(line[end..]))..];
        return rest.IsEmpty || rest[0] == ':' || rest[0] == '\r' || rest.StartsWith(" (0x"u8) ? type : default;
    }

    // Of the types in brackets behind the name of a generic one of .NET; 0 if there are none.
    private static int ArgumentsLength(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', ..]) return 0;

        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[') depth++;
            else if (text[i] == ']' && --depth == 0) return i + 1;
        }

        return 0;
    }
}
