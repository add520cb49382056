namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>
/// The directives of Apache's <c>LogFormat</c>, under the names that nginx has for the same thing where it has one.
/// </summary>
/// <remarks>Source: mod_log_config and mod_logio 2.4; %x and %c are mod_ssl's.</remarks>
internal static class ApacheDirectives
{
    private const string Letters =
        "%a %A %b %B %c %C %D %e %f %h %H %i %I %k %l %L %m %n %o %O %p %P %q %r %R %s %S %t %T %u %U %v %V %x %X %^FB %^ti %^to %%";

    /// <summary>Without its brackets.</summary>
    public static LayoutField Time { get; } = new("time_local") { Spaces = 1, IsTime = true };

    /// <returns>Null if there is no such directive.</returns>
    public static LayoutField? Field(ApacheDirective directive, out string hint)
    {
        hint = "";
        if (directive.Letter is "i" or "o" or "C" or "e" or "n" or "x" or "c" or "^ti" or "^to"
            && string.IsNullOrEmpty(directive.Argument))
        {
            hint = $"It needs a name in braces, as in %{{Name}}{directive.Letter}.";
            return null;
        }

        hint = $"Known are {Letters}.";
        return directive.Argument is { Length: > 0 } argument
            ? WithArgument(directive.Letter, argument, ref hint)
            : WithoutArgument(directive.Letter);
    }

    private static LayoutField? WithoutArgument(string letter) => letter switch
    {
        "a" or "h" => new LayoutField("remote_addr"),
        "A" => new LayoutField("server_addr"),
        "b" => new LayoutField("body_bytes_sent", ValueShape.ClfBytes),
        "B" => new LayoutField("body_bytes_sent"),
        "D" => new LayoutField("request_time_us"),
        "f" => new LayoutField("request_filename"),
        "H" => new LayoutField("server_protocol"),
        "I" => new LayoutField("request_length"),
        "k" => new LayoutField("keepalive_requests"),
        "l" => new LayoutField("remote_logname"),
        "L" => new LayoutField("log_id"),
        "m" => new LayoutField("request_method"),
        "O" => new LayoutField("bytes_sent"),
        "p" => new LayoutField("server_port"),
        "P" => new LayoutField("pid"),
        "q" => new LayoutField("query_string", ValueShape.Query),
        "r" => new LayoutField("request", ValueShape.Request) { Spaces = 2 },
        "R" => new LayoutField("handler"),
        "s" => new LayoutField("status"),
        "S" => new LayoutField("bytes_transferred"),
        "T" => new LayoutField("request_time"),
        "u" => new LayoutField("remote_user"),
        "U" => new LayoutField("uri"),
        "v" => new LayoutField("server_name"),
        "V" => new LayoutField("host"),
        "X" => new LayoutField("connection_status", ValueShape.Verbatim),
        "^FB" => new LayoutField("first_byte_time_us"),
        _ => null,
    };

    private static LayoutField? WithArgument(string letter, string argument, ref string hint)
    {
        switch (letter, argument)
        {
            case ("a", "c"):
                return new LayoutField("realip_remote_addr");
            case ("p", "canonical" or "local" or "remote"):
                return new LayoutField(argument == "remote" ? "remote_port" : "server_port");
            case ("P", "pid" or "tid" or "hextid"):
                return new LayoutField(argument == "pid" ? "pid" : "tid");
            case ("T", "s" or "ms" or "us"):
                return new LayoutField(argument == "s" ? "request_time" : $"request_time_{argument}");
            case ("h", "c"):
                return new LayoutField("remote_addr");
            case ("t", _):
                return ApacheTime.Field(argument);
            case ("a" or "p" or "P" or "T", _):
                hint = $"%{letter} takes {Arguments(letter)} in its braces.";
                return null;
            default:
                return Named(letter, argument) is { } name ? new LayoutField(name) : WithoutArgument(letter);
        }
    }

    private static string? Named(string letter, string argument) => letter switch
    {
        "i" => $"http_{HeaderName(argument)}",
        "o" => $"sent_http_{HeaderName(argument)}",
        "^ti" => $"trailer_{HeaderName(argument)}",
        "^to" => $"sent_trailer_{HeaderName(argument)}",
        "C" => $"cookie_{argument}",
        "e" => $"env_{argument}",
        "n" => $"note_{argument}",
        "x" or "c" => argument.ToLowerInvariant(),
        _ => null,
    };

    private static string Arguments(string letter) => letter switch
    {
        "a" => "c",
        "p" => "canonical, local or remote",
        "P" => "pid, tid or hextid",
        _ => "s, ms or us",
    };

    // As nginx names the variable of a header.
    private static string HeaderName(string header) => header.ToLowerInvariant().Replace('-', '_');
}
