namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>One directive of a <c>LogFormat</c>, taken apart: <c>%!200,304{Referer}i</c>.</summary>
/// <param name="Letter">Which directive; three characters for those with a caret.</param>
/// <param name="Argument">What stands in its braces; null without them.</param>
internal readonly record struct ApacheDirective(string Letter, string? Argument)
{
    /// <param name="format">The whole format.</param>
    /// <param name="at">Of the percent sign; past the directive afterwards.</param>
    /// <param name="directive">Without its conditions, which only decide whether a dash stands for the value.</param>
    /// <returns>False if the format ends before the directive does.</returns>
    public static bool TryTake(string format, ref int at, out ApacheDirective directive)
    {
        directive = default;
        string? argument = null;
        for (at++; at < format.Length; at++)
        {
            switch (format[at])
            {
                case '!' or '<' or '>' or ',' or (>= '0' and <= '9'):
                    continue;
                case '{':
                    var end = format.IndexOf('}', at);
                    if (end < 0) return false;

                    argument = format[(at + 1)..end];
                    at = end;
                    continue;
                default:
                    var letters = format[at] == '^' ? 3 : 1;
                    if (format.Length - at < letters) return false;

                    directive = new ApacheDirective(format.Substring(at, letters), argument);
                    at += letters;
                    return true;
            }
        }

        return false;
    }
}
