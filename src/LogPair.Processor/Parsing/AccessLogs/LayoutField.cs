namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>One value of an access log's line, and how its end is found.</summary>
/// <param name="Name">As nginx calls it.</param>
/// <param name="Shape">What it holds.</param>
internal sealed record LayoutField(string Name, ValueShape Shape = ValueShape.Plain)
{
    /// <summary>What stands between it and the next value or the end; empty for the last value of a line.</summary>
    public byte[] After { get; init; } = [];

    /// <summary>Stands between quotes, so that an unescaped quote ends it.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Spaces that the value itself has, such as the one before the offset of a time.</summary>
    public int Spaces { get; init; }

    /// <summary>May be several values, <c>0.1, 0.2 : 0.3</c>, as nginx writes them for upstreams.</summary>
    public bool IsList { get; init; }

    /// <summary>Part of the moment of the request: neighbours of this kind are one value.</summary>
    public bool IsTime { get; init; }

    /// <summary>A path and a question mark, after which a query may follow.</summary>
    public bool IsQueryOpen { get; init; }

    /// <summary>Bytes of the value; -1 if its end is not to be found.</summary>
    /// <param name="rest">From the start of the value.</param>
    public int FindEnd(ReadOnlySpan<byte> rest)
    {
        if (IsQuoted) return FindQuote(rest);
        if (After.Length == 0) return rest.Length;

        var from = After[0] == ' ' ? PassOwnSpaces(rest) : 0;
        if (from < 0) return -1;

        var length = rest[from..].IndexOf(After);
        return length < 0 ? -1 : from + length;
    }

    /// <summary>The first quote that is not escaped.</summary>
    public static int FindQuote(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (true)
        {
            var step = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0) return -1;

            at += step;
            if (rest[at] == '"') return at;

            at += 2;
            if (at >= rest.Length) return -1;
        }
    }

    private int PassOwnSpaces(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        for (var i = 0; i < Spaces; i++)
        {
            var space = rest[at..].IndexOf((byte)' ');
            if (space < 0) return -1;

            at += space + 1;
        }

        return IsList ? PassList(rest) : at;
    }

    // Source: ngx_http_upstream_module, "Embedded Variables": values of several servers are separated by commas, those of
    // several groups of servers by colons.
    private static int PassList(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (true)
        {
            var space = rest[at..].IndexOf((byte)' ');
            if (space < 0) return at;

            var isWithin = rest[..(at + space)] is [.., (byte)',']
                || rest[(at + space)..].StartsWith(" : "u8) || rest[..(at + space)].EndsWith(" :"u8);
            if (!isWithin) return at;

            at += space + 1;
        }
    }
}
