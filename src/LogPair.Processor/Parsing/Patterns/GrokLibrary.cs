namespace LogPair.Processor.Parsing.Patterns;

/// <summary>The patterns that grok knows by name.</summary>
/// <remarks>
/// Names and meaning are those of Logstash's core patterns, the fields those of its time before ECS; the expressions are
/// written anew, without looking around and atomic groups. Source of the names: the reference of Logstash's grok filter.
/// </remarks>
internal static class GrokLibrary
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, string> Patterns { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Words and numbers.
        ["WORD"] = @"\b\w+\b",
        ["NOTSPACE"] = @"\S+",
        ["SPACE"] = @"\s*",
        ["DATA"] = @".*?",
        ["GREEDYDATA"] = @".*",
        ["QUOTEDSTRING"] = """(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`)""",
        ["QS"] = "%{QUOTEDSTRING}",
        ["INT"] = @"[+-]?[0-9]+",
        ["BASE10NUM"] = @"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)",
        ["NUMBER"] = @"%{BASE10NUM}",
        ["BASE16NUM"] = @"[+-]?(?:0x)?[0-9A-Fa-f]+",
        ["BASE16FLOAT"] = @"\b[+-]?(?:0x)?(?:[0-9A-Fa-f]+(?:\.[0-9A-Fa-f]*)?|\.[0-9A-Fa-f]+)\b",
        ["POSINT"] = @"\b[1-9][0-9]*\b",
        ["NONNEGINT"] = @"\b[0-9]+\b",
        ["UUID"] = @"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
        ["URN"] = @"urn:[0-9A-Za-z][0-9A-Za-z-]{0,31}:[0-9A-Za-z()+,.:=@;$_!*'/?#%-]+",

        // Users and mail.
        ["USERNAME"] = @"[a-zA-Z0-9._-]+",
        ["USER"] = @"%{USERNAME}",
        ["EMAILLOCALPART"] = @"[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*",
        ["EMAILADDRESS"] = @"%{EMAILLOCALPART}@%{HOSTNAME}",
        ["HTTPDUSER"] = @"%{EMAILADDRESS}|%{USER}",

        // Networks.
        ["CISCOMAC"] = @"(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}",
        ["WINDOWSMAC"] = @"(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}",
        ["COMMONMAC"] = @"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}",
        ["MAC"] = @"%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC}",
        ["IPV4"] = @"\b(?:%{IPV4BYTE}\.){3}%{IPV4BYTE}\b",
        ["IPV4BYTE"] = @"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])",

        // Longest first: what stands to the left of :: may be as much as what stands to its right.
        ["IPV6"] = @"(?:(?:%{IPV6GROUP}:){7}%{IPV6GROUP}|(?:%{IPV6GROUP}:){6}%{IPV4}"
            + @"|(?:%{IPV6GROUP}(?::%{IPV6GROUP}){0,6})?::(?:%{IPV6GROUP}:){0,5}%{IPV4}"
            + @"|(?:%{IPV6GROUP}(?::%{IPV6GROUP}){0,6})?::(?:%{IPV6GROUP}(?::%{IPV6GROUP}){0,6})?)(?:%[0-9A-Za-z._~-]+)?",
        ["IPV6GROUP"] = @"[0-9A-Fa-f]{1,4}",
        ["IP"] = @"%{IPV6}|%{IPV4}",
        ["HOSTNAME"] = @"\b[0-9A-Za-z][0-9A-Za-z-]{0,62}(?:\.[0-9A-Za-z][0-9A-Za-z-]{0,62})*\.?\b",
        ["HOST"] = @"%{HOSTNAME}",
        ["IPORHOST"] = @"%{IP}|%{HOSTNAME}",
        ["HOSTPORT"] = @"%{IPORHOST}:%{POSINT}",

        // Paths and addresses.
        ["PATH"] = @"%{UNIXPATH}|%{WINPATH}",
        ["UNIXPATH"] = @"/(?:[\w.%!$@:,+~-]+(?:/[\w.%!$@:,+~-]*)*)?",
        ["TTY"] = @"/dev/(?:pts|tty[pq]?)(?:\w+)?/?[0-9]+",
        ["WINPATH"] = @"(?:[A-Za-z]+:|\\)(?:\\[^\\?*\s]*)+",
        ["URIPROTO"] = @"[A-Za-z][A-Za-z0-9+.-]+",
        ["URIHOST"] = @"%{IPORHOST}(?::%{POSINT:port})?",
        ["URIPATH"] = @"(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_-]*)+",
        ["URIQUERY"] = @"[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?<>\[\]-]*",
        ["URIPARAM"] = @"\?%{URIQUERY}",
        ["URIPATHPARAM"] = @"%{URIPATH}(?:%{URIPARAM})?",
        ["URI"] = @"%{URIPROTO}://(?:%{USER}(?::[^@\s]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?",

        // Time.
        ["MONTH"] = @"\b(?:[Jj]an(?:uary|uar)?|[Ff]eb(?:ruary|ruar)?|[Mm](?:a|ä)?r(?:ch|z)?|[Aa]pr(?:il)?|[Mm]a(?:y|i)?"
            + @"|[Jj]un(?:e|i)?|[Jj]ul(?:y|i)?|[Aa]ug(?:ust)?|[Ss]ep(?:tember)?|[Oo](?:c|k)?t(?:ober)?|[Nn]ov(?:ember)?"
            + @"|[Dd]e(?:c|z)(?:ember)?)\b",
        ["MONTHNUM"] = @"(?:0?[1-9]|1[0-2])",
        ["MONTHNUM2"] = @"(?:0[1-9]|1[0-2])",
        ["MONTHDAY"] = @"(?:0[1-9]|[12][0-9]|3[01]|[1-9])",
        ["DAY"] = @"(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)",
        ["YEAR"] = @"(?:[0-9]{4}|[0-9]{2})",
        ["HOUR"] = @"(?:2[0123]|[01]?[0-9])",
        ["MINUTE"] = @"[0-5][0-9]",
        ["SECOND"] = @"(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?",
        ["TIME"] = @"\b%{HOUR}:%{MINUTE}(?::%{SECOND})?",
        ["DATE_US"] = @"%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}",
        ["DATE_EU"] = @"%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}",
        ["DATE"] = @"%{DATE_US}|%{DATE_EU}",
        ["DATESTAMP"] = @"%{DATE}[- ]%{TIME}",
        ["ISO8601_TIMEZONE"] = @"(?:Z|[+-]%{HOUR}(?::?%{MINUTE})?)",
        ["ISO8601_SECOND"] = @"%{SECOND}",
        ["TIMESTAMP_ISO8601"] =
            @"%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?(?:%{ISO8601_TIMEZONE})?",
        ["TZ"] = @"[A-Z]{3,4}",
        ["DATESTAMP_RFC822"] = @"%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}",
        ["DATESTAMP_RFC2822"] = @"%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}",
        ["DATESTAMP_OTHER"] = @"%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}",
        ["DATESTAMP_EVENTLOG"] = @"%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}",
        ["HTTPDATE"] = @"%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}",
        ["HTTPDERROR_DATE"] = @"%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{YEAR}",

        // Syslog.
        ["SYSLOGTIMESTAMP"] = @"%{MONTH} +%{MONTHDAY} %{TIME}",
        ["PROG"] = @"[\x21-\x5a\x5c\x5e-\x7e]+",
        ["SYSLOGPROG"] = @"%{PROG:program}(?:\[%{POSINT:pid}\])?",
        ["SYSLOGHOST"] = @"%{IPORHOST}",
        ["SYSLOGFACILITY"] = @"<%{NONNEGINT:facility}\.%{NONNEGINT:priority}>",
        ["SYSLOGBASE"] = @"%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} %{SYSLOGPROG}:",
        ["SYSLOGLINE"] = @"%{SYSLOGBASE} ?%{GREEDYDATA:message}",

        // Levels.
        ["LOGLEVEL"] = @"(?i:alert|trace|debug|notice|info(?:rmation)?|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|severe"
            + @"|emerg(?:ency)?)",

        // Web servers.
        ["COMMONAPACHELOG"] = @"%{IPORHOST:clientip} %{HTTPDUSER:ident} %{HTTPDUSER:auth} \[%{HTTPDATE:timestamp}\] "
            + @"""(?:%{WORD:verb} %{NOTSPACE:request}(?: HTTP/%{NUMBER:httpversion})?|%{DATA:rawrequest})"" "
            + @"(?:-|%{NUMBER:response}) (?:-|%{NUMBER:bytes})",
        ["COMBINEDAPACHELOG"] = @"%{COMMONAPACHELOG} ""(?<referrer>[^""\\]*(?:\\.[^""\\]*)*)"" ""(?<agent>[^""\\]*(?:\\.[^""\\]*)*)""",
        ["HTTPD_COMMONLOG"] = "%{COMMONAPACHELOG}",
        ["HTTPD_COMBINEDLOG"] = "%{COMBINEDAPACHELOG}",
        ["HTTPD20_ERRORLOG"] = @"\[%{HTTPDERROR_DATE:timestamp}\] \[%{LOGLEVEL:loglevel}\] "
            + @"(?:\[client %{IPORHOST:clientip}\] )?%{GREEDYDATA:message}",
        ["HTTPD24_ERRORLOG"] = @"\[%{HTTPDERROR_DATE:timestamp}\] \[(?:%{WORD:module})?:%{LOGLEVEL:loglevel}\] "
            + @"\[pid %{POSINT:pid}(?::tid %{NUMBER:tid})?\](?: \[client %{IPORHOST:clientip}(?::%{POSINT:clientport})?\])?"
            + @"(?: (?<errorcode>[A-Z0-9]+):)? %{GREEDYDATA:message}",
        ["HTTPD_ERRORLOG"] = "%{HTTPD20_ERRORLOG}|%{HTTPD24_ERRORLOG}",

        // Java.
        ["JAVACLASS"] = @"(?:[a-zA-Z$_][a-zA-Z$_0-9]*\.)*[a-zA-Z$_][a-zA-Z$_0-9]*",
        ["JAVAFILE"] = @"(?:[a-zA-Z$_0-9. -]+)",
        ["JAVAMETHOD"] = @"(?:<(?:cl)?init>|[a-zA-Z$_][a-zA-Z$_0-9]*)",
        ["JAVATHREAD"] = @"(?:[A-Z]{2}-Processor[0-9]+)",
        ["JAVASTACKTRACEPART"] =
            @"%{SPACE}at %{JAVACLASS:class}\.%{JAVAMETHOD:method}\(%{JAVAFILE:file}(?::%{NUMBER:line})?\)",
        ["JAVALOGMESSAGE"] = @".*",
        ["LOG4JTIMESTAMP"] = @"%{YEAR}-%{MONTHNUM}-%{MONTHDAY} %{HOUR}:%{MINUTE}:%{SECOND}",

        // Others.
        ["REDISTIMESTAMP"] = @"%{MONTHDAY} %{MONTH} %{TIME}",
        ["REDISLOG"] = @"\[%{POSINT:pid}\] %{REDISTIMESTAMP:timestamp} \*",
    };
}
