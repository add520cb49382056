using System.Buffers;

namespace LogPair.Processor.Framing.Multiline;

/// <summary>What lines of stack traces look like.</summary>
internal static class LineShape
{
    private static readonly SearchValues<byte> SpaceBytes = SearchValues.Create(" \t\r\f\v"u8);

    private static readonly SearchValues<byte> TypeBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$`+"u8);

    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(SpaceBytes);

    public static bool IsIndented(ReadOnlySpan<byte> line) => line is [(byte)' ' or (byte)'\t', ..] && !IsBlank(line);

    /// <summary>
    /// Whether a line begins with the name of an exception's type, as <c>System.IO.IOException: Disk full</c> does:
    /// names with dots between them, the last of which ends in Exception, Error or Throwable.
    /// </summary>
    public static bool IsExceptionHead(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAnyExcept(TypeBytes);
        var type = end < 0 ? line : line[..end];
        if (!type.Contains((byte)'.') || char.IsAsciiDigit((char)type[0]) || type[0] == '.') return false;
        if (!type.EndsWith("Exception"u8) && !type.EndsWith("Error"u8) && !type.EndsWith("Throwable"u8)) return false;

        var rest = line[type.Length..];
        return rest.IsEmpty || rest[0] == ':' || rest.StartsWith(" (0x"u8);
    }
}
