namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The formats that every web server has.</summary>
internal static class AccessLayouts
{
    /// <summary>The common log format. Source: W3C httpd; Apache's <c>%h %l %u %t "%r" %>s %b</c>.</summary>
    public static Layout Common { get; } = CommonStart().Build(LogEscape.Backslash, allowsMore: true)!;

    /// <summary>The same with referrer and user agent, as nginx writes if nothing else is said.</summary>
    public static Layout Combined { get; } = CommonStart()
        .Literal(" \"").Field(new LayoutField("http_referer"), "").Literal("\" \"")
        .Field(new LayoutField("http_user_agent"), "").Literal('"')
        .Build(LogEscape.Backslash, allowsMore: true)!;

    private static LayoutBuilder CommonStart() => new LayoutBuilder()
        .Field(new LayoutField("remote_addr"), "").Literal(' ')
        .Field(new LayoutField("remote_logname"), "").Literal(' ')
        .Field(new LayoutField("remote_user"), "").Literal(" [")
        .Field(ApacheDirectives.Time, "").Literal("] \"")
        .Field(new LayoutField("request", ValueShape.Request), "").Literal("\" ")
        .Field(new LayoutField("status"), "").Literal(' ')
        .Field(new LayoutField("body_bytes_sent", ValueShape.ClfBytes), "");
}
