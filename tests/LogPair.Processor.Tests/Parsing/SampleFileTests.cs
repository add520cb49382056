using System.Text.Json;
using System.Text.RegularExpressions;
using LogPair.Processor.Tests.Parsing.Text;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>
/// Lines as the loggers' own documentation shows them, counted by level and by another field: by our parser, and by
/// System.Text.Json or a regular expression with a table of the logger's own levels.
/// </summary>
public sealed partial class SampleFileTests
{
    private const string Names =
        "trace=Verbose debug=Debug info=Information warn=Warning error=Error dpanic=Fatal fatal=Fatal panic=Fatal critical=Fatal";

    private const string Numbers = "10=Verbose 20=Debug 30=Information 40=Warning 50=Error 60=Fatal";

    public static TheoryData<string, string, string, string, string> JsonFiles => new()
    {
        { "zap", "level", Names, "status", "status" },
        { "zerolog", "level", Names, "status", "status" },
        { "logrus", "level", Names + " warning=Warning", "animal", "animal" },
        { "slog", "level", "DEBUG-4=Verbose INFO=Information INFO+2=Information WARN=Warning ERROR+4=Error", "count", "count" },
        { "pino", "level", Numbers, "res/statusCode", "res/statusCode" },
        { "bunyan", "level", Numbers, "name", "name" },
        { "logstash-encoder", "level", "TRACE=Verbose DEBUG=Debug INFO=Information WARN=Warning ERROR=Error", "thread_name", "thread_name" },
        { "logback", "level", "INFO=Information WARN=Warning ERROR=Error", "tenant", "mdc/tenant" },
        { "ecs", "log.level,log/level", "INFO=Information ERROR=Error warn=Warning critical=Fatal", "http/response/status_code",
            "http.response.status_code,http/response/status_code" },
        { "structlog", "level", Names + " warning=Warning", "user", "user" },
        { "google", "severity", "NOTICE=Information WARNING=Warning ERROR=Error EMERGENCY=Fatal", "component", "component" },
        { "tracing", "level", "TRACE=Verbose INFO=Information ERROR=Error", "port", "fields/port" },
        { "serilog-json", "Level", "", "Status", "Properties/Status" },
        { "microsoft", "LogLevel", "Trace=Verbose Critical=Fatal", "address", "State/address" },
    };

    [Theory]
    [MemberData(nameof(JsonFiles))]
    public void CountsOfJsonFilesAreThoseOfSystemTextJson(string file, string level, string levels, string field, string member)
    {
        var names = Table(levels);
        var lines = Lines(file);
        var expected = lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var written = Find(json.RootElement, level);
            return $"{names.GetValueOrDefault(written, written)}|{Find(json.RootElement, member)}";
        });

        Assert.Equal(Counts(expected), Counts(Read("json", field, lines)));
        Assert.Equal(Counts(expected), Counts(Read("auto", field, lines)));
    }

    [Theory]
    [InlineData("logrus-text", "animal")]
    [InlineData("logrus-text", "size")]
    [InlineData("slog-text", "count")]
    public void CountsOfLogfmtFilesAreThoseOfARegularExpression(string file, string field)
    {
        var names = Table(Names + " warning=Warning INFO=Information DEBUG-4=Verbose WARN=Warning ERROR=Error");
        var lines = Lines(file);
        var expected = lines.Select(line => $"{names[Level().Match(line).Groups[1].Value]}|"
            + (Regex.Match(line, $" {field}=([^ ]*)") is { Success: true } match ? match.Groups[1].Value : "-"));

        Assert.Equal(Counts(expected), Counts(Read("logfmt", field, lines)));
    }

    [Fact]
    public void TimeMessageAndExceptionAreFoundInEach()
    {
        foreach (var file in JsonFiles)
        {
            var reading = new Reading(Reading.Format("json"), "@t", "@m", "@mt");
            var rows = Lines(file.Data.Item1).Select(reading.Values).ToList();

            // zerolog's fatal event has no message, and Microsoft's formatter no time unless it is asked for one.
            Assert.Equal(file.Data.Item1 == "microsoft" ? 1 : 0, rows.Count(row => row[0] == "-"));
            Assert.Equal(file.Data.Item1 == "zerolog" ? 1 : 0, rows.Count(row => row[1] == "-" && row[2] == "-"));
        }
    }

    [Theory]
    [InlineData("pino", "Error: an error")]
    [InlineData("bunyan", "TypeError: boom")]
    [InlineData("logstash-encoder", "java.lang.IllegalStateException: no")]
    [InlineData("ecs", "java.io.IOException: refused")]
    [InlineData("structlog", "Traceback (most recent call last):")]
    [InlineData("google", "Error: no")]
    [InlineData("serilog-json", "System.InvalidOperationException: no")]
    [InlineData("microsoft", "System.Exception: no")]
    public void ExceptionsBeginWithTheirType(string file, string start)
    {
        var reading = new Reading(Reading.Format("auto"), "@x");

        var exception = Assert.Single(Lines(file).Select(reading.Of), exception => exception != "-");

        Assert.Equal(start, exception.Split('\n')[0]);
    }

    [GeneratedRegex(" level=([^ ]+)")]
    private static partial Regex Level();

    private static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Parsing", "Samples", $"{file}.log"));

    private static IEnumerable<string> Read(string format, string field, string[] lines)
    {
        var reading = new Reading(Reading.Format(format), "@l", field);
        return lines.Select(line => reading.Of(line).Replace("=", "", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Table(string pairs) =>
        pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static List<string> Counts(IEnumerable<string> values) =>
        [.. values.GroupBy(value => value).Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal)];

    private static string Find(JsonElement root, string paths)
    {
        foreach (var path in paths.Split(','))
        {
            var element = root;
            var isThere = path.Split('/').All(
                name => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out element));
            if (isThere) return element.ToString();
        }

        return "-";
    }
}
