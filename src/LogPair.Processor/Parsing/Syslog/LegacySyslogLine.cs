namespace LogPair.Processor.Parsing.Syslog;

/// <summary>Lines as RFC 3164 describes them, and as syslog servers write them into files: without priority, or with a better time.</summary>
internal static class LegacySyslogLine
{
    /// <returns>False if the line has neither a priority nor a time.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, ref LineCursor cursor, ref SyslogParts parts)
    {
        var time = TimeBytes(cursor.Rest);
        if (time > 0)
        {
            parts.Time = cursor.At..(cursor.At + time);
            cursor.At += time;

            // Some routers end the time with a colon.
            cursor.TryPass((byte)':');
            cursor.TryPass((byte)' ');
            ReadHost(ref cursor, ref parts);
            ReadTag(ref cursor, ref parts);
        }
        else if (parts.Priority < 0)
        {
            return false;
        }

        if (!cursor.IsAtEnd) parts.Message = cursor.At..line.Length;
        return true;
    }

    // Oct 11 22:14:15, Oct 11 22:14:15.123, Oct 11 2026 22:14:15, 2026-11-22T13:04:05.123456+01:00
    private static int TimeBytes(ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        if (space < 0) space = rest.Length;
        if (rest is [>= (byte)'0' and <= (byte)'9', ..])
            return Timestamps.TryParse(rest[..space], out _) ? space : 0;

        var text = new TimeText(rest);
        if (!text.TryTakeMonth(out _) || !text.TryPass((byte)' ') || !text.TryTakeDay(out _) || !text.TryPass((byte)' '))
            return 0;
        if (text.Rest is [_, _, _, _, (byte)' ', ..] && !(text.TryTakeYear(out _) && text.TryPass((byte)' '))) return 0;
        if (!text.TryTakeTimeOfDay(out _) || text.Rest is not ([] or [(byte)' ' or (byte)':', ..])) return 0;

        return rest.Length - text.Rest.Length;
    }

    // What programs write to the socket of their own machine has no host: there, the tag comes at once.
    private static void ReadHost(ref LineCursor cursor, ref SyslogParts parts)
    {
        var word = Word(cursor.Rest);
        if (word.IsEmpty || word is [.., (byte)':'] || word.Contains((byte)'[')) return;

        parts.Host = cursor.At..(cursor.At + word.Length);
        cursor.At += word.Length;
        cursor.TryPass((byte)' ');
    }

    // tag: message, tag[123]: message, tag[123] message, tag[123]:message
    private static void ReadTag(ref LineCursor cursor, ref SyslogParts parts)
    {
        var word = Word(cursor.Rest);
        var start = cursor.At;
        var open = word.IndexOf((byte)'[');
        var close = open <= 0 ? -1 : word[open..].IndexOf((byte)']');
        if (close > 0)
        {
            close += open;
            if (word[(close + 1)..] is not ([] or [(byte)':', ..])) return;

            parts.App = start..(start + open);
            parts.ProcessId = (start + open + 1)..(start + close);
            cursor.At = start + close + 1;
            cursor.TryPass((byte)':');
        }
        else if (word is [_, .., (byte)':'])
        {
            parts.App = start..(start + word.Length - 1);
            cursor.At = start + word.Length;
        }
        else
        {
            return;
        }

        cursor.TryPass((byte)' ');
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        return space < 0 ? rest : rest[..space];
    }
}
