namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The argument of Apache's <c>%{…}t</c>: a pattern of strftime, or a count since 1970.</summary>
internal static class ApacheTime
{
    public static LayoutField Field(string argument)
    {
        var pattern = argument.StartsWith("begin:", StringComparison.Ordinal) ? argument["begin:".Length..] : argument;
        return pattern switch
        {
            "sec" or "msec" or "usec" => new LayoutField("msec"),
            "msec_frac" or "usec_frac" => new LayoutField(pattern) { IsTime = true },
            _ when pattern.StartsWith("end:", StringComparison.Ordinal) => new LayoutField("end_time")
            {
                Spaces = Spaces(pattern),
            },
            _ => new LayoutField("time_local") { IsTime = true, Spaces = Spaces(pattern) },
        };
    }

    // Of the C locale, in which servers run: %c is "Thu Nov 22 13:04:05 2026", %r is "01:04:05 PM".
    private static int Spaces(string pattern) =>
        pattern.Count(one => one == ' ')
        + (4 * Count(pattern, "%c")) + Count(pattern, "%r") + Count(pattern, "%n") + Count(pattern, "%t");

    private static int Count(string pattern, string directive) => pattern.Split(directive).Length - 1;
}
