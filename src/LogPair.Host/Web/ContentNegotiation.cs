namespace LogPair.Host.Web;

/// <summary>Decides in which form a scrape is answered.</summary>
internal static class ContentNegotiation
{
    public const string TextContentType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>Whether the scraper named OpenMetrics 1.0 and wants it at least as much as plain text.</summary>
    /// <remarks>
    /// A wildcard does not ask for it: a browser or curl gets plain text. Whoever accepts neither gets plain text
    /// too, because a scrape in an unloved form helps more than status 406.
    /// </remarks>
    public static bool PrefersOpenMetrics(string accept)
    {
        var openMetrics = 0.0;
        var text = (Specificity: 0, Weight: 0.0);
        foreach (var entry in MediaRanges.Parse(accept))
        {
            if (entry is { Value: OpenMetrics, Version: "" or "1.0.0" })
                openMetrics = Math.Max(openMetrics, entry.Weight);

            var specificity = SpecificityForText(entry);
            if (specificity == 0) continue;
            if (specificity > text.Specificity || (specificity == text.Specificity && entry.Weight > text.Weight))
                text = (specificity, entry.Weight);
        }

        return openMetrics > 0 && openMetrics >= text.Weight;
    }

    /// <summary>Whether the client takes a gzip body.</summary>
    public static bool AcceptsGzip(string acceptEncoding)
    {
        var entries = MediaRanges.Parse(acceptEncoding).ToList();
        var gzip = entries.FindIndex(entry => entry.Value is "gzip" or "x-gzip");
        var decisive = gzip >= 0 ? gzip : entries.FindIndex(entry => entry.Value == "*");
        return decisive >= 0 && entries[decisive].Weight > 0;
    }

    /// <summary>How exactly the range names our plain text, 0 for not at all: the most exact one has the say.</summary>
    private static int SpecificityForText(MediaRanges.Entry entry) => entry switch
    {
        { Value: "text/plain", Version: "0.0.4" } => 4,
        { Value: "text/plain", Version: "" } => 3,
        { Value: "text/*" } => 2,
        { Value: "*/*" } => 1,
        _ => 0,
    };
}
