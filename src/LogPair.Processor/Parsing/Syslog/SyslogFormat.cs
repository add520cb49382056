namespace LogPair.Processor.Parsing.Syslog;

/// <summary>The format <c>syslog</c>.</summary>
internal static class SyslogFormat
{
    public static FormatDefinition Definition { get; } = FormatDefinition.Simple(
        "syslog", "RFC 5424 and RFC 3164, line by line", fields => new SyslogParser(fields))
        with
    { Recognizes = SyslogLine.Recognizes };
}
