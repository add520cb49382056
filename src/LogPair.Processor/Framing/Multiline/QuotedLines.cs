namespace LogPair.Processor.Framing.Multiline;

/// <summary>Records of CSV go on while a quoted column is open. Source: RFC 4180, section 2.</summary>
/// <remarks>
/// A quote opens a column at its start only, and closes it before a delimiter or the end of the line only; a doubled
/// one within is part of it. A record whose quotes are not in order ends with the line that shows it.
/// </remarks>
/// <param name="delimiter">Between columns; no quote.</param>
internal sealed class QuotedLines(byte delimiter) : ILineJoin
{
    private const byte Quote = (byte)'"';
    private const int Closed = 0;
    private const int Open = 1;

    public int Begin(ReadOnlySpan<byte> line) =>
        line.Contains(Quote) ? AtEnd(ByteOrderMark.Strip(line), Closed) : Closed;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        if (state == Closed) return false;

        state = AtEnd(line, Open);
        return true;
    }

    // What is open where a line ends, by what is open where it begins.
    private int AtEnd(ReadOnlySpan<byte> line, int state)
    {
        while (true)
        {
            if (state == Open)
            {
                if (line.IndexOf(Quote) is var quote && quote < 0) return Open;

                line = line[(quote + 1)..];
                if (line is [Quote, ..])
                {
                    line = line[1..];
                    continue;
                }

                if (line.IsEmpty || line[0] != delimiter) return Closed;

                line = line[1..];
            }

            if (line is [Quote, ..])
            {
                state = Open;
                line = line[1..];
                continue;
            }

            if (line.IndexOf(delimiter) is var end && end < 0) return Closed;

            line = line[(end + 1)..];
            state = Closed;
        }
    }
}
