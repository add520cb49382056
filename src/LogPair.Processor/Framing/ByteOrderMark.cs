namespace LogPair.Processor.Framing;

/// <summary>U+FEFF at the start of a segment, which tells its encoding and is no part of its first line.</summary>
/// <remarks>Source: The Unicode Standard, section 23.8.</remarks>
internal static class ByteOrderMark
{
    /// <summary>As it stands in a line that is UTF-8, or has become it.</summary>
    private static ReadOnlySpan<byte> Utf8 => [0xef, 0xbb, 0xbf];

    /// <summary>What the start of a segment says; UTF-8 if it says nothing.</summary>
    /// <param name="start">Its first bytes: at least its first line, or two.</param>
    public static TextEncoding EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xff, 0xfe, ..] => TextEncoding.Utf16LittleEndian,
        [0xfe, 0xff, ..] => TextEncoding.Utf16BigEndian,
        _ => TextEncoding.Utf8,
    };

    /// <param name="line">The first line of a segment, as UTF-8.</param>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> line) =>
        line.StartsWith(Utf8) ? line[Utf8.Length..] : line;
}
