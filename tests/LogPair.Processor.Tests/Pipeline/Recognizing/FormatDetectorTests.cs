using System.Text;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Pipeline.Recognizing;

public sealed class FormatDetectorTests
{
    private const string Cri = "2026-11-22T10:00:00.1Z stdout F ";

    [Fact]
    public void WrapperAndFormatAreFoundTogether()
    {
        var docker = string.Concat(Enumerable.Repeat(
            """{"log":"{\"a\":1}\n","stream":"stdout","time":"2026-11-22T10:00:00Z"}""" + "\n", 20));

        Assert.Equal("json/none/utf-8/100/20/final", Detect(Lines(20, "{\"a\":1}")));
        Assert.Equal("json/cri/utf-8/100/20/final", Detect(Lines(20, Cri + "{\"a\":1}")));
        Assert.Equal("json/docker/utf-8/100/20/final", Detect(docker));
        Assert.Equal("auto/cri/utf-8/0/20/final", Detect(Lines(20, Cri + "text")));
        Assert.Equal("auto/none/utf-8/0/20/final", Detect(Lines(20, "text")));
    }

    [Fact]
    public void ConfidenceIsTheShareOfLinesThatLookRight()
    {
        Assert.Equal("json/none/utf-8/75/40/final", Detect(Lines(30, "{\"a\":1}") + Lines(10, "text")));
        Assert.Equal("json/none/utf-8/25/40/final", Detect(Lines(30, "   at trace") + Lines(10, "{\"a\":1}")));
        Assert.Equal("auto/none/utf-8/0/40/final", Detect(Lines(35, "text") + Lines(5, "{\"a\":1}")));
        Assert.Equal("json/cri/utf-8/90/50/final", Detect(Lines(45, Cri + "{\"a\":1}") + Lines(50, "alien")));
    }

    [Fact]
    public void FewLinesAreThoughtOverAgain()
    {
        Assert.Equal("json/none/utf-8/100/9/open", Detect(Lines(9, "{}") + "\n \t\n{\"torn"));
        Assert.Equal("json/none/utf-8/100/10/final", Detect(Lines(10, "{}")));
        Assert.Equal("auto/none/utf-8/0/0/open", Detect("{\"torn"));
        Assert.Equal("json/none/utf-8/100/1/open", FormatDetector.Detect("{}"u8, isWhole: true, InputReading.Default).ToString());
        Assert.Equal("auto/none/utf-8/0/0/final", Detect(new string('x', FormatDetector.MaxBytes)));
    }

    [Fact]
    public void RowsBelowTheLineThatNamesTheirColumnsLookLikeItsFormat()
    {
        const string head = "#Software: IIS\n#Version: 1.0\n#Fields: date time sc-status\n";

        Assert.Equal("w3c/none/utf-8/100/4/open", Detect(head + "2026-11-22 13:04:05 200\n"));
        Assert.Equal("w3c/none/utf-8/100/50/final", Detect(head + Lines(100, "2026-11-22 13:04:05 200")));
        Assert.Equal("w3c/cri/utf-8/100/50/final", Detect(string.Concat((head + Lines(100, "2026-11-22 13:04:05 200"))
            .TrimEnd('\n').Split('\n').Select(line => Cri + line + "\n"))));
        Assert.Equal("auto/none/utf-8/0/50/final", Detect(Lines(100, "2026-11-22 13:04:05 200") + head));
        Assert.Equal("json/none/utf-8/75/12/final", Detect(head + Lines(9, "{}")));
    }

    [Theory]
    [InlineData("log4j", "2026-11-24 12:00:00,123 INFO  [main] com.acme.Foo - message")]
    [InlineData("logback", "12:00:00.123 [main] INFO  c.a.Foo -- message")]
    [InlineData("spring", "2026-11-24T12:00:00.123+01:00  INFO 1 --- [app] [main] c.a.Foo : message")]
    [InlineData("python", "2026-11-24 12:00:00,123 - name - INFO - message")]
    public void TextOfUsualLoggersIsKnownAmongTheirTraces(string format, string line)
    {
        Assert.Equal($"{format}/none/utf-8/100/20/final", Detect(Lines(20, line)));
        Assert.Equal($"{format}/none/utf-8/25/40/final", Detect(Lines(30, "\tat com.acme.Foo.run(Foo.java:1)") + Lines(10, line)));
    }

    [Fact]
    public void WhatTheInputSaysIsNotFoundOut()
    {
        var clef = new InputReading { Format = LineFormats.Named("clef") };
        var cri = Encoding.UTF8.GetBytes(Lines(20, Cri + "{\"a\":1}"));

        Assert.Equal("-/-/utf-8/100/20/final", FormatDetector.Detect(cri, isWhole: false, clef).ToString());
        Assert.Equal(
            "-/cri/utf-8/100/20/final",
            FormatDetector.Detect(cri, isWhole: false, clef with { Wrapper = LineWrapper.Auto }).ToString());
        Assert.Equal(
            "auto/-/utf-8/0/20/final",
            FormatDetector.Detect(cri, isWhole: false, new InputReading { Wrapper = LineWrapper.None }).ToString());
    }

    [Fact]
    public void AByteOrderMarkTellsTheEncoding()
    {
        foreach (var (encoding, name) in new[]
        {
            (Encoding.Unicode, "utf-16le"), (Encoding.BigEndianUnicode, "utf-16be"), (Encoding.UTF8, "utf-8"),
        })
        {
            byte[] head = [.. encoding.GetPreamble(), .. encoding.GetBytes(Lines(20, "{\"ä\":1}"))];

            Assert.Equal(
                $"json/none/{name}/100/20/final", FormatDetector.Detect(head, isWhole: false, InputReading.Default).ToString());
        }

        var bigEndian = Encoding.BigEndianUnicode.GetBytes(Lines(20, "{}"));
        Assert.Equal(
            "json/none/utf-16be/100/20/final",
            FormatDetector.Detect(bigEndian, false, new InputReading { Encoding = TextEncoding.Utf16BigEndian }).ToString());
    }

    private static string Detect(string head) =>
        FormatDetector.Detect(Encoding.UTF8.GetBytes(head), isWhole: false, InputReading.Default).ToString();

    private static string Lines(int count, string line) => string.Concat(Enumerable.Repeat(line + "\n", count));
}
