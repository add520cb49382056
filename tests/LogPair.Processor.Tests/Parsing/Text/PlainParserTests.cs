namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class PlainParserTests
{
    [Theory]

    // log4j and logback, Spring Boot, Python's logging (two layouts), MEL's console, glog, Go's log, java.util.logging, NLog.
    [InlineData("2026-11-22 13:04:05,123 [main] INFO  com.example.App - Started", "2026-11-22T13:04:05,123|Information")]
    [InlineData("2026-11-22T13:04:05.123Z  WARN 71 --- [nio-1] c.e.App : slow", "2026-11-22T13:04:05.123Z|Warning")]
    [InlineData("2026-11-22 13:04:05,123 - root - ERROR - no", "2026-11-22T13:04:05,123|Error")]
    [InlineData("WARNING:root:Watch out!", "-|Warning")]
    [InlineData("info: Microsoft.Hosting.Lifetime[0]", "-|Information")]
    [InlineData("fail: App[1]", "-|Error")]
    [InlineData("E1122 13:04:05.123456   71 main.go:7] no", "-|Error")]
    [InlineData("2026/11/22 13:04:05 listening on :80", "2026-11-22T13:04:05|-")]
    [InlineData("SEVERE: Servlet failed", "-|Error")]
    [InlineData("2026-11-22 13:04:05.1234|DEBUG|App.Main|x", "2026-11-22T13:04:05.1234|Debug")]
    [InlineData("[2026-11-22 13:04:05 +0100] [71] [CRITICAL] WORKER TIMEOUT", "2026-11-22T13:04:05+0100|Fatal")]
    [InlineData("[2026-11-22T13:04:05.123456+01:00] app.NOTICE: x", "2026-11-22T13:04:05.123456+01:00|-")]
    [InlineData("[ERR] no", "-|Error")]
    [InlineData("[main] [warn] no", "-|Warning")]
    [InlineData("<info> NetworkManager", "-|Information")]
    [InlineData("( Debug ) x", "-|Debug")]
    [InlineData("FATAL no", "-|Fatal")]
    [InlineData("2026-11-22 13:04:05 +01:00 x", "2026-11-22T13:04:05+01:00|-")]

    // Nothing of these is unmistakable.
    [InlineData("Error connecting to db", "-|-")]
    [InlineData("Fatal error: no", "-|-")]
    [InlineData("all: done", "-|-")]
    [InlineData("[all] targets", "-|-")]
    [InlineData("GET /error ERROR", "-|-")]
    [InlineData("2026-11-22 13:04:05x", "-|-")]
    [InlineData("2026-11-22 13:04", "-|-")]
    [InlineData("12: x", "-|-")]
    [InlineData("I: x", "-|-")]
    [InlineData("[open", "-|-")]
    public void TimeAndLevelAreReadWhereTheyAreUnmistakable(string line, string values)
    {
        Assert.Equal(values, new Reading(Reading.Format("plain"), "@t", "@l").Of(line));
        Assert.Equal($"{line}|-|-", new Reading(Reading.Format("plain"), "@m", "@x", "message").Of(line));
    }

    [Theory]
    [InlineData("no\nSystem.X: y\n   at Z()\n", "System.X: y\n   at Z()")]
    [InlineData("no\r\njava.lang.X: y\r\n\tat Z(Z.java:1)", "java.lang.X: y\r\n\tat Z(Z.java:1)")]
    [InlineData("no\nTraceback (most recent call last):\n  File \"a\"\nValueError: y", "Traceback (most recent call last):\n  File \"a\"\nValueError: y")]
    [InlineData("a\nb", "-")]
    public void AStackTraceAfterTheFirstLineIsTheException(string record, string exception)
    {
        Assert.Equal(exception, new Reading(Reading.Format("plain"), "@x").Of(record));
    }

    [Fact]
    public void OnlyWhiteSpaceIsNoMessage()
    {
        Assert.Equal("Blank", new Reading(Reading.Format("plain"), "@m").Of(" \t"));
    }
}
