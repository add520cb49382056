namespace LogPair.Processor.Parsing.Syslog;

/// <summary>Takes syslog lines apart, each by what it is: RFC 5424, or RFC 3164 as files and senders have it.</summary>
internal static class SyslogLine
{
    public static bool TryRead(ReadOnlySpan<byte> line, out SyslogParts parts)
    {
        var cursor = new LineCursor(line);
        parts = new SyslogParts { Priority = -1 };
        if (cursor.TryPass((byte)'<') && !TryReadPriority(ref cursor, ref parts)) return false;

        return parts.Priority >= 0 && TryReadVersion(ref cursor, ref parts)
            ? TryReadNew(line, ref cursor, ref parts)
            : LegacySyslogLine.TryRead(line, ref cursor, ref parts);
    }

    /// <summary>Whether a line looks like syslog and like nothing else.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> line)
    {
        if (!TryRead(line, out var parts)) return false;
        if (parts.Version > 0) return line[parts.Time] is [(byte)'-'] || Timestamps.TryParse(line[parts.Time], out _);
        if (!SyslogParts.IsThere(parts.Time) || !SyslogParts.IsThere(parts.App)) return false;

        // Many programs begin their lines with a time and a level, and some go on with a name and a colon.
        return parts.Priority >= 0
            || (SyslogParts.IsThere(parts.Host) && line[parts.Host].IndexOfAnyExceptInRange((byte)'A', (byte)'Z') >= 0
                && line[parts.Host] is not [(byte)'[', ..]);
    }

    private static bool TryReadPriority(ref LineCursor cursor, ref SyslogParts parts) =>
        cursor.TryTakeNumber(3, out parts.Priority) && parts.Priority <= SyslogNames.MaxPriority
        && cursor.TryPass((byte)'>');

    // A number, a space, and a time or none; without these it is not RFC 5424.
    private static bool TryReadVersion(ref LineCursor cursor, ref SyslogParts parts)
    {
        var start = cursor.At;
        var isNew = cursor.Rest is [>= (byte)'1' and <= (byte)'9', ..]
            && cursor.TryTakeNumber(3, out parts.Version) && cursor.TryPass((byte)' ')
            && cursor.Rest is [(byte)'-', (byte)' ', ..] or [_, _, _, _, (byte)'-', ..];
        if (isNew) return true;

        parts.Version = 0;
        cursor.At = start;
        return false;
    }

    // Source: RFC 5424, section 6.
    private static bool TryReadNew(ReadOnlySpan<byte> line, ref LineCursor cursor, ref SyslogParts parts)
    {
        if (!cursor.TryTakeUntil((byte)' ', out parts.Time) || !cursor.TryTakeUntil((byte)' ', out parts.Host)
            || !cursor.TryTakeUntil((byte)' ', out parts.App) || !cursor.TryTakeUntil((byte)' ', out parts.ProcessId)
            || !cursor.TryTakeUntil((byte)' ', out parts.MessageId))
            return false;

        var start = cursor.At;
        if (!cursor.TryPass((byte)'-') && !StructuredData.TryPass(ref cursor)) return false;

        parts.Data = start..cursor.At;
        if (cursor.IsAtEnd) return true;
        if (!cursor.TryPass((byte)' ')) return false;

        cursor.TryPass("\uFEFF"u8);
        parts.Message = cursor.At..line.Length;
        return true;
    }
}
