namespace LogPair.Processor.Rules;

/// <summary>The help of a metric.</summary>
internal static class HelpText
{
    /// <summary>
    /// The text with each line break, other control characters and white space at the ends made one space or none: help is
    /// one line to Prometheus, and what comes after a line feed would be a sample.
    /// </summary>
    public static string OnOneLine(string text)
    {
        var lines = text.Split(
            ['\n', '\r', '\u0085', '\u2028', '\u2029'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var one = string.Join(' ', lines);
        return string.Concat(one.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
    }
}
