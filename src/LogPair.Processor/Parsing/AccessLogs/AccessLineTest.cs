namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Whether lines look like those of the common and the combined log format.</summary>
internal static class AccessLineTest
{
    // Of "10/Oct/2000:13:55:36 -0700".
    private const int TimeBytes = 26;

    public static bool IsCombined(ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        return TryPassCommon(ref cursor)
            && cursor.TryPass(" \""u8) && TryPassQuoted(ref cursor) && cursor.TryPass(" \""u8) && TryPassQuoted(ref cursor)
            && (cursor.IsAtEnd || cursor.TryPass((byte)' '));
    }

    /// <summary>What is combined is not common.</summary>
    public static bool IsCommon(ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        return TryPassCommon(ref cursor) && (cursor.IsAtEnd || (cursor.TryPass((byte)' ') && !IsCombined(line)));
    }

    private static bool TryPassCommon(ref LineCursor cursor) =>
        cursor.TryTakeUntil((byte)' ', out var address) && !address.Equals(0..0)
        && TryPassNames(ref cursor) && TryPassTime(ref cursor)
        && cursor.TryPass("] \""u8) && TryPassQuoted(ref cursor) && cursor.TryPass((byte)' ')
        && cursor.TryTakeNumber(3, out var status) && status >= 100 && cursor.TryPass((byte)' ')
        && (cursor.TryPass((byte)'-') || cursor.TryTakeNumber(int.MaxValue, out _));

    // Two words. One more, and it may be a virtual host before the address, as Debian's vhost_combined has.
    private static bool TryPassNames(ref LineCursor cursor)
    {
        var length = cursor.Rest.IndexOf((byte)'[');
        if (length < 0 || cursor.Rest[..length].Count((byte)' ') != 2) return false;

        cursor.At += length + 1;
        return true;
    }

    private static bool TryPassTime(ref LineCursor cursor)
    {
        var isTime = cursor.Rest is [_, _, (byte)'/', _, _, _, (byte)'/', ..] && cursor.Rest.Length > TimeBytes
            && Timestamps.TryParse(cursor.Rest[..TimeBytes], out _);
        if (isTime) cursor.At += TimeBytes;
        return isTime;
    }

    private static bool TryPassQuoted(ref LineCursor cursor)
    {
        var length = LayoutField.FindQuote(cursor.Rest);
        if (length >= 0) cursor.At += length + 1;
        return length >= 0;
    }
}
