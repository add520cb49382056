namespace LogPair.Host.Series;

/// <summary>Text of logs, made harmless for a terminal.</summary>
internal static class PrintableText
{
    /// <summary>Control characters become U+FFFD: a log line must not move the cursor or change colours.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAnyInRange('\u0000', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
        ? string.Concat(text.Select(character => char.IsControl(character) ? '\ufffd' : character))
        : text;
}
