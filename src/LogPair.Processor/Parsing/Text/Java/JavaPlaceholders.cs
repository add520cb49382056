using System.Text;

namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>
/// Placeholders in patterns, <c>${NAME:-default}</c>, as Spring Boot's own patterns have them: the default stands for
/// each.
/// </summary>
internal static class JavaPlaceholders
{
    /// <param name="pattern">As it stands in a configuration.</param>
    /// <param name="unknown">The first placeholder of which nobody knows what it stands for; null if there is
    /// none.</param>
    public static string Resolve(string pattern, out string? unknown)
    {
        unknown = null;
        var resolved = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            var end = pattern.AsSpan(at).StartsWith("${") ? End(pattern, at + 2) : -1;
            if (end < 0)
            {
                resolved.Append(pattern[at++]);
                continue;
            }

            var inner = pattern[(at + 2)..end];
            var mark = inner.IndexOf(":-", StringComparison.Ordinal);
            if (inner == "PID" || inner.StartsWith("PID:", StringComparison.Ordinal)) resolved.Append("%pid");
            else if (mark >= 0) resolved.Append(Resolve(inner[(mark + 2)..], out unknown));
            else unknown = pattern[at..(end + 1)];

            if (unknown is not null) break;
            at = end + 1;
        }

        return resolved.ToString();
    }

    /// <summary>The brace that closes what was opened before a place; negative if none does.</summary>
    public static int End(string text, int start, char open = '{', char close = '}')
    {
        var depth = 1;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            else if (text[at] == open) depth++;
            else if (text[at] == close && --depth == 0) return at;
        }

        return -1;
    }
}
