using System.Diagnostics;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

/// <summary>What holds for every text format, whatever the bytes.</summary>
public sealed class HostileLineTests
{
    private const string Template =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.FFF K} [{Level,-5}] {A} {Message:lj} {Properties:j} ({B}) {C}{NewLine}{Exception}";

    private static readonly ILineFormat[] Formats =
    [
        LineFormats.Named("auto"),
        LineFormats.Named("clef"),
        LineFormats.Named("json"),
        LineFormats.Named("logfmt"),
        LineFormats.Named("plain"),
        LineFormats.Named("keyvalue"),
        Reading.Format("keyvalue", ("separator", "; "), ("assignment", ":"), ("quote", "'")),
        Reading.Format("csv", ("columns", new[] { "@t", "", "a", "level" })),
        Reading.Format("tsv", ("header", true)),
        LineFormats.Named("serilog-text"),
        LineFormats.Named("log4j"),
        LineFormats.Named("spring"),
        LineFormats.Named("python"),
        Reading.Format("logback", ("pattern", "%d [%-5p] %X{A} %m (%c) %X{B} - %L")),
        Reading.Format("serilog-text", ("template", Template)),
    ];

    private static readonly string[] Paths = ["@t", "@l", "@m", "@x", "@i", "@tr", "a", "a/b", "level", "A", "B", "C"];

    // Pieces from which lines of these formats are made, in any order.
    private static readonly Gen<string> Soup = Gen.OneOf(
        "=", " ", "\"", "\\", ",", ":", ";", "'", "{", "}", "[", "]", "(", ")", "\t", "\n", "\r", "|", "a", "level", "ERROR", "INF",
        "a=", "\"a\":", "1", "true", "null", "2026-11-22 13:04:05.123 +01:00", "13:04:05", "Error", "{\"a\":1}", "   at X()", "\\x4",
        "\\u00", "\\U0001F60", "é", "\u0000", "<nil>", "\uFEFF", "E1122 13:04:05.1", "; ", "{}");

    private static readonly Gen<byte[]> Line = Gen.OneOf(
        Soup.Array[0, 24].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
        Gen.Select(Soup.Array[0, 12], Gen.Byte.Array[0, 4]).Select(
            (pieces, bytes) => (byte[])[.. Encoding.UTF8.GetBytes(string.Concat(pieces)), .. bytes]),
        Gen.Byte.Array[0, 40],
        JsonGen.Line);

    [Fact]
    public void AnyBytesHaveAnOutcomeAndValuesWithinTheLine()
    {
        using var readings = new ThreadLocal<Reading[]>(
            () => [.. Formats.Select(format => new Reading(format, Paths))]);
        Line.Sample(
            line =>
            {
                foreach (var reading in readings.Value!) reading.Touch(line);
                foreach (var format in LineFormats.All) format.Recognizes?.Invoke(line);
            },
            iter: 5000);
    }

    [Fact]
    public void ParsingAllocatesNothing()
    {
        string[] lines =
        [
            "time=2026-11-22T13:04:05Z level=warn msg=\"a \\\"b\\\"\" a=1 \"b\\x41\"=2",
            "13:04:05 job: a=1 b='x' level=ERR c=\"x \\\" y\"",
            "2026-11-22 13:04:05.123 +01:00 [INF] Hello\nSystem.X: y\n   at Z()",
            "2026-11-22 13:04:05.12 +01:00 [Error] x a message {\"a\":{\"b\":\"\\n\"}} (B) C",
            "1,\"x \"\"y\"\"\",3,4",
            "2026-11-22 13:04:05,123 INFO  [main] com.acme.Foo - message",
            "2026-11-22 13:04:05.123 [INFO ] a message (com.acme.Foo) b - 7",
            "2026-11-22T13:04:05.123Z  INFO 7 --- [app] [main] com.acme.Foo : message",
            "2026-11-22 13:04:05,123 - shop - INFO - message",
            "{\"Level\":\"warn\",\"Properties\":{\"a\":{\"b\":\"\\n\"}}}",
            "{\"L\":\"WARN\",\"M\":\"x\",\"err\":{\"type\":\"E\",\"message\":\"\\n\"}}",
        ];
        var bytes = lines.Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var format in Formats)
        {
            var reading = new Reading(format, Paths);
            Read(reading, bytes, 100);
            var before = GC.GetAllocatedBytesForCurrentThread();

            Read(reading, bytes, 5_000);

            // Not zero: the runtime itself may allocate once while it compiles the loop anew.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 29_999);
        }
    }

    // A mebibyte of what makes each format work hardest. The bound is wide, because the machine may be busy and the code not
    // optimized; what is quadratic takes minutes.
    [Theory]
    [InlineData(" {")]
    [InlineData(" {\"a\":")]
    [InlineData(" (")]
    [InlineData("=")]
    [InlineData("a=")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("a ")]
    [InlineData("] ")]
    [InlineData("\"\",")]
    [InlineData("[")]
    [InlineData("2026-11-22 13:04:05.123 +01:00 [INFO ] ")]
    public void ALongLineTakesTimeInProportion(string piece)
    {
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length)));
        var head = Encoding.UTF8.GetBytes("2026-11-22 13:04:05.123 +01:00 [INFO ] ");
        foreach (var format in Formats)
        {
            var reading = new Reading(format, Paths);
            var watch = Stopwatch.StartNew();

            reading.Touch(line);
            reading.Touch([.. head, .. line, .. "{} (x) y"u8]);

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }
    }

    private static void Read(Reading reading, byte[][] lines, int times)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var line in lines) reading.Touch(line);
        }
    }
}
