using System.Text;

namespace LogPair.Host.Starter;

/// <summary>What access logs have behind the fields that everybody's have.</summary>
internal static class LineRest
{
    private const int MaxLength = 100;

    // Around the request; of the combined format, also around referrer and user agent.
    private const int CommonQuotes = 2;
    private const int CombinedQuotes = 6;

    // Of the common format, after the request: status and bytes.
    private const int ValuesAfterRequest = 2;

    /// <param name="format">That the line is read in.</param>
    /// <param name="line">One of its records.</param>
    /// <returns>Empty if there is nothing.</returns>
    public static string Behind(string format, ReadOnlySpan<byte> line)
    {
        if (format is not ("combined" or "common")) return "";

        var isCommon = format == "common";
        var rest = Encoding.UTF8.GetString(line[EndOfQuotes(line, isCommon ? CommonQuotes : CombinedQuotes)..]).Trim();
        if (isCommon)
            rest = string.Join(' ', rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(ValuesAfterRequest));
        return YamlText.Printable(rest.Length > MaxLength ? rest[..MaxLength] + "…" : rest);
    }

    // Past so many quotes; the end of the line if there are fewer.
    private static int EndOfQuotes(ReadOnlySpan<byte> line, int count)
    {
        var at = 0;
        for (var found = 0; found < count; at++)
        {
            if (at == line.Length) return at;
            if (line[at] == '\\') at++;
            else if (line[at] == '"') found++;
        }

        return Math.Min(at, line.Length);
    }
}
