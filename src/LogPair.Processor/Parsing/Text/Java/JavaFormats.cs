using LogPair.Processor.Parsing.Text.Templates;

namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>The formats <c>log4j</c>, <c>logback</c> and <c>spring</c>.</summary>
internal static class JavaFormats
{
    // A width of 1 in the patterns below: whether padded or not.
    private static readonly FormatParameter Pattern = new("pattern", ParameterKind.Text);

    /// <remarks>
    /// The patterns of log4j's manual and samples, and those of Kafka and Hadoop.
    /// </remarks>
    public static FormatDefinition Log4j { get; } = Definition(
        "log4j", "text by a pattern of log4j", JavaDialect.Log4j,
        "%d %1p [%t] %1c - %m%n",
        "%d [%t] %1p %1c - %m%n",
        "%d{HH:mm:ss.SSS} [%t] %1p %1c - %m%n",
        "[%d] %p %m (%c)%n",
        "%d %1p %1c: %m%n");

    /// <remarks>That of logback's BasicConfigurator, now and before 1.3; and the one that its manual shows.</remarks>
    public static FormatDefinition Logback { get; } = Definition(
        "logback", "text by a pattern of logback", JavaDialect.Logback,
        "%d{HH:mm:ss.SSS} [%thread] %1level %1logger -- %msg%n",
        "%d{HH:mm:ss.SSS} [%thread] %1level %1logger - %msg%n",
        "%d{HH:mm:ss.SSS} [%thread] %1level %1logger -%kvp- %msg%n",
        "%d [%thread] %1level %1logger - %msg%n");

    /// <remarks>
    /// Those of Spring Boot 3 with the name of the application, with trace and span, and without; then those of Spring
    /// Boot
    /// 2. Without a span, there are spaces in its place.
    /// </remarks>
    public static FormatDefinition Spring { get; } = Definition(
        "spring", "text as Spring Boot writes it", JavaDialect.Logback,
        [
            .. Boot("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
            .. Boot("yyyy-MM-dd HH:mm:ss.SSS"),
        ]);

    private static string[] Boot(string time)
    {
        string[] middles =
        [
            "[%property{application}] [%1t] [%X{traceId}-%X{spanId}]", "[%property{application}] [%1t] [%X{blank}]",
            "[%1t] [%X{traceId}-%X{spanId}]", "[%property{application}] [%1t]", "[%1t]",
        ];
        return [.. middles.Select(middle => $"%d{{{time}}} %5p ${{PID}} --- {middle} %-1logger : %m%n%wEx")];
    }

    private static FormatDefinition Definition(
        string name, string summary, JavaDialect dialect, params ReadOnlySpan<string> patterns)
    {
        LineTemplate? Read(string pattern, Action<string, string> fail) =>
            JavaPatternReader.Read(pattern, dialect, fail);

        var defaults = TemplateFormats.Defaults(Read, patterns);
        return new FormatDefinition
        {
            Name = name,
            Summary = summary,
            Parameters = [Pattern],
            Recognizes = TemplateFormats.Test(defaults),
            Create = arguments => arguments.Text(Pattern.Name) is not { } said
                ? new LineFormat(name, fields => new TemplatesParser(fields, defaults))
                : Read(said, (message, hint) => arguments.Fail(Pattern.Name, message, hint)) is { } template
                    ? new LineFormat(name, fields => new TemplatesParser(fields, [template]))
                    : null,
        };
    }
}
