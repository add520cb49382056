namespace LogPair.Host.Series;

/// <summary>Name and labels of a series, in a form that two sources can be compared by.</summary>
internal static class SeriesName
{
    /// <summary>
    /// For example <c>http_requests_total{method="GET",status="200"}</c>; labels sorted by name, values escaped.
    /// </summary>
    public static string Of(string metric, params IEnumerable<(string Label, string Value)> labels)
    {
        var sorted = labels.OrderBy(each => each.Label, StringComparer.Ordinal);
        var text = string.Join(',', sorted.Select(each => $"{each.Label}=\"{Escape(each.Value)}\""));
        return text.Length == 0 ? metric : $"{metric}{{{text}}}";
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
