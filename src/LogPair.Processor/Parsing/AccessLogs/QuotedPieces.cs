using System.Text;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Takes quoted strings and words out of a line that was pasted from a server's configuration.</summary>
internal static class QuotedPieces
{
    /// <summary>Words and quoted strings in turn; a quoted one begins with its quote, and its escapes are undone.</summary>
    /// <returns>Null if a quote does not end.</returns>
    public static List<string>? Split(string text)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var isQuoted = text[at] is '"' or '\'';
            var piece = isQuoted ? TakeQuoted(text, ref at) : TakeWord(text, ref at);
            if (piece is null) return null;

            pieces.Add(piece);
        }

        return pieces;
    }

    /// <summary>The text of a quoted piece; null for a word.</summary>
    public static string? Text(string piece) => piece[0] is '"' or '\'' ? piece[1..] : null;

    private static string TakeWord(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '\'')) at++;
        return text[start..at];
    }

    private static string? TakeQuoted(string text, ref int at)
    {
        var quote = text[at];
        var piece = new StringBuilder().Append(quote);
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || text[at + 1] == '\\')) at++;
            piece.Append(text[at]);
        }

        return at++ < text.Length ? piece.ToString() : null;
    }
}
