namespace LogPair.Processor.Parsing.Syslog;

/// <summary>Names of facilities and severities. Source of the numbers: RFC 5424, section 6.2.1.</summary>
internal static class SyslogNames
{
    public const int MaxPriority = 191;

    /// <summary>As syslog.h abbreviates them.</summary>
    public static ReadOnlySpan<byte> Severity(int priority) => (priority % 8) switch
    {
        0 => "emerg"u8,
        1 => "alert"u8,
        2 => "crit"u8,
        3 => "err"u8,
        4 => "warning"u8,
        5 => "notice"u8,
        6 => "info"u8,
        _ => "debug"u8,
    };

    /// <summary>As rsyslog abbreviates them.</summary>
    public static ReadOnlySpan<byte> Facility(int priority) => (priority / 8) switch
    {
        0 => "kern"u8,
        1 => "user"u8,
        2 => "mail"u8,
        3 => "daemon"u8,
        4 => "auth"u8,
        5 => "syslog"u8,
        6 => "lpr"u8,
        7 => "news"u8,
        8 => "uucp"u8,
        9 => "cron"u8,
        10 => "authpriv"u8,
        11 => "ftp"u8,
        12 => "ntp"u8,
        13 => "audit"u8,
        14 => "alert"u8,
        15 => "clock"u8,
        16 => "local0"u8,
        17 => "local1"u8,
        18 => "local2"u8,
        19 => "local3"u8,
        20 => "local4"u8,
        21 => "local5"u8,
        22 => "local6"u8,
        _ => "local7"u8,
    };
}
