using LogPair.Processor.Parsing.AccessLogs;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Parsing.Syslog;
using LogPair.Processor.Parsing.Text;
using LogPair.Processor.Parsing.Text.Java;
using LogPair.Processor.Parsing.Text.Python;
using LogPair.Processor.Parsing.Text.Serilog;
using LogPair.Processor.Parsing.W3c;

namespace LogPair.Processor.Parsing.Formats;

/// <summary>All formats that there are.</summary>
internal static class LineFormats
{
    public static FormatDefinition Auto { get; } = FormatDefinition.Simple(
        "auto", "found out from the lines", fields => new AutoParser(fields));

    public static FormatDefinition Clef { get; } = FormatDefinition.Simple(
        "clef", "Serilog's compact log event format", fields => new ClefParser(fields), JsonLineTests.IsClef);

    public static FormatDefinition Json { get; } = FormatDefinition.Simple(
        "json", "one JSON object a line", fields => new JsonParser(fields), JsonLineTests.IsObject);

    public static FormatDefinition Plain { get; } = FormatDefinition.Simple(
        "plain", "any text: the line is the message", fields => new PlainParser(fields));

    public static FormatDefinition Regex { get; } = RegexFormat.Definition;

    public static FormatDefinition Grok { get; } = GrokFormat.Definition;

    /// <summary>In the order in which documentation names them.</summary>
    public static IReadOnlyList<FormatDefinition> All { get; } =
    [
        Auto,
        Clef,
        Json,
        AccessFormats.Combined,
        AccessFormats.Common,
        AccessFormats.Nginx,
        AccessFormats.Apache,
        AccessFormats.NginxError,
        AccessFormats.ApacheError,
        W3cFormat.Definition,
        SyslogFormat.Definition,
        SerilogTextFormat.Definition,
        JavaFormats.Log4j,
        JavaFormats.Logback,
        JavaFormats.Spring,
        PythonFormat.Definition,
        PairFormats.Logfmt,
        PairFormats.KeyValue,
        CsvFormat.Csv,
        CsvFormat.Tsv,
        Regex,
        Grok,
        Plain,
    ];

    /// <summary>What applies if nothing is said.</summary>
    public static ILineFormat Default { get; } = Named(Auto.Name);

    /// <returns>Null if there is no such format.</returns>
    public static FormatDefinition? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>A format about which nothing needs to be said.</summary>
    /// <exception cref="ArgumentException">There is no such format, or it needs to be told more.</exception>
    public static ILineFormat Named(string name) => Find(name)?.Create(new FormatArguments())
        ?? throw new ArgumentException($"There is no format '{name}' that needs no parameters.", nameof(name));
}
