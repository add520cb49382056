namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The formats of web servers.</summary>
internal static class AccessFormats
{
    public static FormatDefinition Combined { get; } = FormatDefinition.Simple(
        "combined", "access logs of nginx and Apache", fields => new LayoutParser(AccessLayouts.Combined, fields))
        with
    { Recognizes = AccessLineTest.IsCombined };

    public static FormatDefinition Common { get; } = FormatDefinition.Simple(
        "common", "access logs without referrer and user agent",
        fields => new LayoutParser(AccessLayouts.Common, fields))
        with
    { Recognizes = AccessLineTest.IsCommon };

    public static FormatDefinition Nginx { get; } = new()
    {
        Name = "nginx",
        Summary = "access logs of nginx by their log_format",
        Parameters =
        [
            new FormatParameter(NginxLogFormat.FormatParameter, ParameterKind.Text, IsRequired: true),
            new FormatParameter(NginxLogFormat.EscapeParameter, ParameterKind.Text),
        ],
        Create = arguments => Format("nginx", NginxLogFormat.Read(arguments)),
    };

    public static FormatDefinition Apache { get; } = new()
    {
        Name = "apache",
        Summary = "access logs of Apache by their LogFormat",
        Parameters = [new FormatParameter(ApacheLogFormat.FormatParameter, ParameterKind.Text, IsRequired: true)],
        Create = arguments => Format("apache", ApacheLogFormat.Read(arguments)),
    };

    public static FormatDefinition NginxError { get; } = FormatDefinition.Simple(
        "nginx-error", "nginx's error log", fields => new NginxErrorParser(fields))
        with
    { Recognizes = NginxErrorParser.Recognizes };

    public static FormatDefinition ApacheError { get; } = FormatDefinition.Simple(
        "apache-error", "Apache's error log", fields => new ApacheErrorParser(fields))
        with
    { Recognizes = ApacheErrorParser.Recognizes };

    private static LineFormat? Format(string name, Layout? layout) =>
        layout is null ? null : new LineFormat(name, fields => new LayoutParser(layout, fields));
}
