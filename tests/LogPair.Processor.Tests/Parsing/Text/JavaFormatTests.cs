using System.Text;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class JavaFormatTests
{
    private static readonly string[] Usual = ["@t", "@l", "thread", "logger", "@m"];

    [Theory]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO  [main] com.acme.Foo - a - b",
        "2026-11-24T12:00:00.1230000|Information|main|com.acme.Foo|a - b")]
    [InlineData("log4j", "2026-11-24T12:00:00.123 [pool 1 t-2] ERROR com.acme.Foo - x",
        "2026-11-24T12:00:00.1230000|Error|pool 1 t-2|com.acme.Foo|x")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO [main] com.acme.Foo - x",
        "2026-11-24T12:00:00.1230000|Information|main|com.acme.Foo|x")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO  com.acme.Foo: x", "2026-11-24T12:00:00.1230000|Information|-|com.acme.Foo|x")]
    [InlineData("log4j", "12:00:00.123 [main] WARN  com.acme.Foo - x", "12:00:00.123|Warning|main|com.acme.Foo|x")]
    [InlineData("log4j", "[2026-11-24 12:00:00,123] INFO [KafkaServer id=0] started (a) (kafka.server.KafkaServer)",
        "2026-11-24T12:00:00.1230000|Information|-|kafka.server.KafkaServer|[KafkaServer id=0] started (a)")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 DEBUG hdfs.Name: a: b", "2026-11-24T12:00:00.1230000|Debug|-|hdfs.Name|a: b")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO  [main] com.acme.Foo - ", "2026-11-24T12:00:00.1230000|Information|main|com.acme.Foo|-")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 Info  [main] com.acme.Foo - x", "Mismatch")]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO  [main] not a logger - x", "Mismatch")]
    [InlineData("log4j", "2026-13-24 12:00:00,123 INFO  [main] com.acme.Foo - x", "Mismatch")]
    [InlineData("log4j", "\tat com.acme.Foo.run(Foo.java:1)", "Mismatch")]
    [InlineData("log4j", "", "Blank")]
    [InlineData("logback", "12:00:00.123 [main] INFO  c.a.Foo -- message", "12:00:00.123|Information|main|c.a.Foo|message")]
    [InlineData("logback", "12:00:00.123 [main] INFO  c.a.Foo - a -- b", "12:00:00.123|Information|main|c.a.Foo|a -- b")]
    [InlineData("logback", "12:00:00.123 [main] INFO  c.a.Foo -a=\"1\" b=\"2\"- m", "12:00:00.123|Information|main|c.a.Foo|m")]
    [InlineData("spring", "2026-11-24T12:00:00.123+01:00  INFO 1 --- [app] [main] c.a.Foo : message",
        "2026-11-24T12:00:00.1230000+01:00|Information|main|c.a.Foo|message")]
    [InlineData("spring", "2026-11-24T12:00:00.123Z  WARN 1 --- [           main] o.a.c.c.C.[Tomcat].[localhost].[/]       : [a] [b] c : d",
        "2026-11-24T12:00:00.1230000+00:00|Warning|main|o.a.c.c.C.[Tomcat].[localhost].[/]|[a] [b] c : d")]
    [InlineData("spring", "2026-11-24 12:00:00.123 ERROR 1 --- [nio-8080-exec-1] c.a.Foo                                  : x",
        "2026-11-24T12:00:00.1230000|Error|nio-8080-exec-1|c.a.Foo|x")]
    public void TheUsualPatternsAreReadWithoutBeingTold(string format, string line, string values)
    {
        Assert.Equal(values, new Reading(Reading.Format(format), Usual).Of(line));
        Assert.Equal(values.Contains('|', StringComparison.Ordinal), LineFormats.Find(format)!.Recognizes!(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("[shop] [           main] [0123456789abcdef0123456789abcdef-0123456789abcdef] ", "shop|0123456789abcdef0123456789abcdef|0123456789abcdef|main")]
    [InlineData("[           main] [0123456789abcdef0123456789abcdef-0123456789abcdef] ", "-|0123456789abcdef0123456789abcdef|0123456789abcdef|main")]
    [InlineData("[shop] [nio-8080-exec-1] [                                                 ] ", "shop|-|-|nio-8080-exec-1")]
    [InlineData("[shop] [nio-8080-exec-1] ", "shop|-|-|nio-8080-exec-1")]
    public void SpringsTraceAndApplicationAreRead(string middle, string values)
    {
        var line = $"2026-11-24T12:00:00.123+01:00  INFO 4711 --- {middle}c.a.Foo                    : a";

        Assert.Equal($"{values}|=4711|c.a.Foo|a",
            new Reading(Reading.Format("spring"), "application", "@tr", "@sp", "thread", "pid", "logger", "@m").Of(line));
    }

    [Theory]
    [InlineData("log4j", "%d{ISO8601} %-5level %c{1.}:%L - %m%n%xEx{full}", "2026-11-24T12:00:00,123 AUDIT c.a.Foo:17 - x",
        "2026-11-24T12:00:00.1230000|AUDIT|=17|x", "@t", "@l", "line", "@m")]
    [InlineData("log4j", "%d{UNIX_MILLIS} %p{length=1} %X{tenant}/%X{traceId} %marker %M: %msg", "1795608000123 W acme/4bf92f35 SQL run: x",
        "=1795608000123|Warning|acme|4bf92f35|SQL|run|x", "@t", "@l", "tenant", "@tr", "marker", "method", "@m")]
    [InlineData("log4j", "%d{dd/MMM/yyyy HH:mm:ss,SSSSSS Z} %replace{%m}{a}{b}", "24/Nov/2026 12:00:00,123456 +0130 x y",
        "2026-11-24T12:00:00.1234560+01:30|x y", "@t", "@m")]
    [InlineData("log4j", "%tid%% {%p} %enc{%m}{CRLF}", "7% {INFO} x", "=7|Information|x", "threadId", "@l", "@m")]
    [InlineData("log4j", "%mtext (%t)", "xtext (main)", "x|main", "@m", "thread")]
    [InlineData("logback", "%d{\"yyyy-MM-dd HH:mm:ss,SSS\", UTC} %.-1level \\(%thread\\) %m%n%ex", "2026-11-24 12:00:00,123 I (main) x",
        "2026-11-24T12:00:00.1230000|Information|main|x", "@t", "@l", "thread", "@m")]
    [InlineData("logback", "%d{HH:mm:ss,UTC} %mdc{tenant:-none} %(%lo %le) %m", "12:00:00 acme c.a.Foo INFO x",
        "12:00:00|acme|c.a.Foo|Information|x", "@t", "tenant", "logger", "@l", "@m")]
    [InlineData("spring",
        "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}}){faint} %clr(${LOG_LEVEL_PATTERN:-%5p}) %clr(${PID:- }){magenta} "
        + "%clr(---){faint} %clr([%15.15t]){faint} %clr(%-40.40logger{39}){cyan} %clr(:){faint} %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
        "2026-11-24T12:00:00.123-05:30  INFO 17 --- [           main] c.a.Foo                                  : x",
        "2026-11-24T12:00:00.1230000-05:30|Information|=17|main|c.a.Foo|x", "@t", "@l", "pid", "thread", "logger", "@m")]
    public void APatternIsReadBack(string format, string pattern, string line, string values, params string[] paths)
    {
        Assert.Equal(values, new Reading(Reading.Format(format, ("pattern", pattern)), paths).Of(line));
    }

    [Theory]
    [InlineData("log4j", "", "the pattern has no conversions")]
    [InlineData("log4j", "%n%ex", "the pattern has no conversions")]
    [InlineData("log4j", "%p%m", "nothing stands between %p and %m, so where one ends cannot be told")]
    [InlineData("log4j", "%p %level %m", "%level occurs twice")]
    [InlineData("log4j", "%d{HH:mm z} %m", "'z' of the time format 'HH:mm z' cannot be read back")]
    [InlineData("log4j", "%m%n%p", "%p stands on a second line")]
    [InlineData("log4j", "%m%nx", "'x' stands on a second line")]
    [InlineData("log4j", "%highlight{%p} %m", "%highlight cannot be read back")]
    [InlineData("log4j", "%p ${sys:a} %m", "nobody here knows what ${sys:a} stands for")]
    [InlineData("log4j", "%p %ex{short.message} %m", "%ex{short.message} stands within the line")]
    [InlineData("log4j", "%p %", "the pattern ends with a %")]
    [InlineData("logback", "%p %correlationId%m", "%correlationId cannot be read back")]
    [InlineData("logback", "%p %-30(%m", "%( is never closed")]
    [InlineData("logback", "%-30(%p) %m", "%(…) has a width")]
    public void APatternThatCannotBeReadBackIsRefused(string format, string pattern, string problem)
    {
        Assert.Equal([$"pattern: {problem}"], Reading.Problems(format, ("pattern", pattern)));
    }
}
