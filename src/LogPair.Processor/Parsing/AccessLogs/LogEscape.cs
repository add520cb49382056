namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Whether a web server escapes what it writes into its access log.</summary>
internal enum LogEscape
{
    /// <summary>Quotes, backslashes and bytes that cannot be printed are written with a backslash.</summary>
    Backslash,

    /// <summary>Values stand as they are: nginx's <c>escape=none</c>.</summary>
    None,
}
