namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Writes text as JSON.</summary>
internal static class JsonQuote
{
    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    /// <param name="text">Any bytes; those beyond ASCII are written as they are.</param>
    /// <param name="destination">Room for six times the text and two quotes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        destination[written++] = (byte)'"';
        foreach (var value in text)
        {
            if (value is >= 0x20 and not ((byte)'"' or (byte)'\\'))
            {
                destination[written++] = value;
                continue;
            }

            "\\u00"u8.CopyTo(destination[written..]);
            destination[written + 4] = Hex[value >> 4];
            destination[written + 5] = Hex[value & 15];
            written += 6;
        }

        destination[written++] = (byte)'"';
        return written;
    }
}
