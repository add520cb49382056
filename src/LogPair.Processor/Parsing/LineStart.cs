namespace LogPair.Processor.Parsing;

/// <summary>Where the text of a line begins.</summary>
internal static class LineStart
{
    /// <summary>Past a byte order mark, which some writers put before the first line of a file.</summary>
    public static int Of(ReadOnlySpan<byte> line) => line.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Whether there is nothing but white space from there on.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line[Of(line)..].IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
