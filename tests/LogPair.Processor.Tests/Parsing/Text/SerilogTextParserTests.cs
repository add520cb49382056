using System.Text;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class SerilogTextParserTests
{
    private static readonly string[] BuiltIns = ["@t", "@l", "@m", "@x"];

    [Theory]
    [InlineData("2026-11-22 13:04:05.123 +01:00 [INF] Hello, world", "2026-11-22T13:04:05.1230000+01:00|Information|Hello, world|-")]
    [InlineData("2026-11-22 13:04:05.123 +01:00 [FTL] ", "2026-11-22T13:04:05.1230000+01:00|Fatal|-|-")]
    [InlineData("2026-11-22 13:04:05.123 +01:00 [ERR] a [b] c\r\nSystem.X: no\r\n   at Y()\r\n",
        "2026-11-22T13:04:05.1230000+01:00|Error|a [b] c|System.X: no\r\n   at Y()")]
    [InlineData("[13:04:05 WRN] Careful", "13:04:05|Warning|Careful|-")]
    [InlineData("\uFEFF[13:04:05 WRN] Careful", "13:04:05|Warning|Careful|-")]
    [InlineData("   at Y()", "Mismatch")]
    [InlineData("[13:04:05 XYZ] Careful", "Mismatch")]
    [InlineData("[13:64:05 INF] Careful", "Mismatch")]
    [InlineData("[13:04:05 INF]", "Mismatch")]
    [InlineData("", "Blank")]
    public void TheDefaultTemplatesOfFileAndConsoleAreRead(string line, string values)
    {
        Assert.Equal(values, new Reading(Reading.Format("serilog-text"), BuiltIns).Of(line));
    }

    [Theory]
    [InlineData("{Timestamp:HH:mm:ss} [{Level}] {SourceContext}: {Message}{NewLine}", "13:04:05 [Warning] App.Main: a: b",
        "Warning|App.Main|a: b", "@l", "SourceContext", "@m")]
    [InlineData("{Message} ({SourceContext})", "a (b) (App)", "a (b)|App", "@m", "SourceContext")]
    [InlineData("{Message:lj} {Properties:j}{NewLine}{Exception}", "a {\"x\":1} {\"Order\":{\"Id\":7},\"n\":\"a {b}\",\"t\":true}",
        "a {\"x\":1}|=7|a {b}|=True|-", "@m", "Order/Id", "n", "t", "x")]
    [InlineData("{Message} {Properties:j}", "a {}", "a|-", "@m", "x")]
    [InlineData("{Properties:j} {Message}", "{\"a\":\"} \"} {b} c", "} |{b} c", "a", "@m")]
    [InlineData("[{ThreadId,4}] {Level,-11} {Message}", "[   7] Error       a", "=7|Error|a", "ThreadId", "@l", "@m")]
    [InlineData("{Message} {Level,-11}|", "a b Error      |", "a b|Error", "@m", "@l")]
    [InlineData("{Level} {TraceId} {SpanId} {Message}", "Debug 4bf9 00f0 a", "4bf9|00f0|a", "@tr", "@sp", "@m")]
    [InlineData("{Level} {TraceId} {Message}", "Debug  a", "-|a", "@tr", "@m")]
    [InlineData("{{{Level:w}}} {A};{B};{C}", "{error} 12;True;x y", "Error|=12|=True|x y|error", "@l", "A", "B", "C", "Level")]
    [InlineData("{Timestamp:yyyy-MM-dd HH:mm:ss} {Level} {Message}", "2026-11-22 13:04:05 Error a",
        "2026-11-22T13:04:05.0000000|Error|a", "@t", "@l", "@m")]
    [InlineData("{Message} {Timestamp:yyyy-MM-dd HH:mm:ss}", "a b 2026-11-22 13:04:05", "a b|2026-11-22T13:04:05.0000000", "@m", "@t")]
    [InlineData("{Level} {Message} {A} {B}", "Error x 1", "Mismatch", "@m")]
    [InlineData("{Message} {Properties:j}", "a {b}", "Mismatch", "@m")]
    [InlineData("{Message} end", "a", "Mismatch", "@m")]
    public void TemplatesAreReadBack(string template, string line, string values, params string[] paths)
    {
        Assert.Equal(values, new Reading(Reading.Format("serilog-text", ("template", template)), paths).Of(line));
    }

    [Theory]
    [InlineData("2026-11-22 13:04:05.123 +01:00 [INF] Hello", true)]
    [InlineData("[13:04:05 DBG] Hello", true)]
    [InlineData("2026-11-22 13:04:05.123 [INF] Hello", false)]
    [InlineData("[INF] Hello", false)]
    [InlineData("", false)]
    public void OnlyTheDefaultTemplatesAreRecognized(string line, bool isRecognized)
    {
        Assert.Equal(isRecognized, LineFormats.Find("serilog-text")!.Recognizes!(Encoding.UTF8.GetBytes(line)));
    }
}
