using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Turns a URL or its path into a route: what varies from request to request becomes a placeholder.</summary>
/// <remarks>Looks at nothing but the text, so that the same path always gives the same route.</remarks>
internal static class RouteFolder
{
    // No placeholder is longer than this many times the shortest segment that it replaces: "7" → "{n}".
    private const int MaxGrowth = 3;

    /// <returns>
    /// The path without scheme, host, query and fragment; a part of <paramref name="url"/> or of scratch space.
    /// </returns>
    public static ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> url, TextScratch scratch)
    {
        var path = PathOf(url);
        var route = scratch.Take(path.Length * MaxGrowth);
        var written = 0;
        while (true)
        {
            var end = path.IndexOf((byte)'/');
            written += RouteSegment.Fold(WithoutParameters(end < 0 ? path : path[..end]), route[written..]);
            if (end < 0) return route[..written];

            route[written++] = (byte)'/';
            path = path[(end + 1)..];
        }
    }

    // Such as ";jsessionid=1A2B". Source: RFC 3986, section 3.3.
    private static ReadOnlySpan<byte> WithoutParameters(ReadOnlySpan<byte> segment)
    {
        var end = segment.IndexOf((byte)';');
        return end < 0 ? segment : segment[..end];
    }

    private static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> url)
    {
        var end = url.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0) url = url[..end];

        var scheme = url.IndexOf("://"u8);
        if (scheme < 0 || url[..scheme].Contains((byte)'/')) return url;

        var host = url[(scheme + 3)..];
        var path = host.IndexOf((byte)'/');
        return path < 0 ? "/"u8 : host[path..];
    }
}
