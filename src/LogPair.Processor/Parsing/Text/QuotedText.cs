namespace LogPair.Processor.Parsing.Text;

/// <summary>Text between quotes, in which a backslash takes the meaning from the byte after it.</summary>
internal static class QuotedText
{
    /// <summary>Finds the closing quote.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="start">Past the opening quote.</param>
    /// <param name="quote">The quote, ASCII.</param>
    /// <param name="hasEscapes">Whether a backslash stands before the closing quote.</param>
    /// <returns>The place of the quote; negative if there is none.</returns>
    public static int End(ReadOnlySpan<byte> line, int start, byte quote, out bool hasEscapes)
    {
        hasEscapes = false;
        var at = start;
        while (true)
        {
            if (at > line.Length) return -1;

            var next = line[at..].IndexOfAny(quote, (byte)'\\');
            if (next < 0) return -1;

            at += next;
            if (line[at] == quote) return at;

            hasEscapes = true;
            at += 2;
        }
    }

    /// <summary>Copies text without the backslashes that stand before a quote or another backslash.</summary>
    /// <param name="escaped">Between the quotes.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>Bytes written. A backslash before anything else stands for itself.</returns>
    public static int UnescapeQuotes(ReadOnlySpan<byte> escaped, byte quote, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var isEscape = escaped[i] == '\\' && i + 1 < escaped.Length
                && (escaped[i + 1] == quote || escaped[i + 1] == '\\');
            if (isEscape) i++;
            destination[written++] = escaped[i];
        }

        return written;
    }
}
