using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.W3c;

public sealed class W3cParserTests
{
    private static readonly FormatReading Format = FormatReading.Of("w3c");

    // Microsoft's documentation of IIS has these columns by default.
    private static readonly byte[][] Iis = Lines(
        "#Software: Microsoft Internet Information Services 10.0",
        "#Version: 1.0",
        "#Date: 2026-11-22 13:04:05",
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
        "2026-11-22 13:04:05 10.0.0.4 GET /orders/7 a=1+2 443 - 192.0.2.9 Mozilla/5.0+(Windows+NT+10.0) - 200 0 0 15",
        "2026-11-22 13:04:06 10.0.0.4 POST /orders - 443 SHOP\\ann 192.0.2.9 - http://shop/+x 500 19 64 2015",
        "2026-11-22 13:04:07 10.0.0.4 GET",
        "#Fields: time sc-status",
        "13:04:08 404");

    [Fact]
    public void AFileOfIisIsReadWithTheColumnsThatItNames()
    {
        var read = Format.All(Iis, "cs-method", "cs(User-Agent)", "cs(Referer)", "cs-uri-query", "cs-username", "sc-status", "time-taken", "@t");

        Assert.Equal(
            [
                null,
                null,
                null,
                null,
                "GET|Mozilla/5.0 (Windows NT 10.0)|null|a=1 2|null|200|15|2026-11-22 13:04:05",
                "POST|null|http://shop/ x|null|SHOP\\ann|500|2015|2026-11-22 13:04:06",
                null,
                null,
                "missing|missing|missing|missing|missing|404|missing|13:04:08",
            ],
            read.Select(values => values is null ? null : string.Join('|', values)));
    }

    // WD-logfile-960323, "Example".
    [Fact]
    public void TheExampleOfTheStandardIsRead()
    {
        var lines = Lines(
            "#Version: 1.0",
            "#Date: 12-Jan-1996 00:00:00",
            "#Fields: time cs-method cs-uri",
            "00:34:23 GET /foo/bar.html",
            "12:21:16 GET /foo/bar.html");

        Assert.Equal(
            ["", "", "", "00:34:23 GET /foo/bar.html", "12:21:16 GET /foo/bar.html"],
            Format.All(lines, "time", "cs-method", "cs-uri").Select(values => string.Join(' ', values ?? [])));
    }

    [Theory]
    [InlineData("#Fields: a b", ParseOutcome.Header)]
    [InlineData("#fields: a b", ParseOutcome.Header)]
    [InlineData("#Software: x", ParseOutcome.Comment)]
    [InlineData("#", ParseOutcome.Comment)]
    [InlineData("", ParseOutcome.Blank)]
    [InlineData("1 2", ParseOutcome.Mismatch)]
    internal void ADirectiveIsNoRecord(string line, ParseOutcome outcome)
    {
        var fields = new FieldSet();

        Assert.Equal(outcome, Format.Parser(fields).Parse(Encoding.UTF8.GetBytes(line), new FieldBuffer(fields)));
    }

    [Theory]
    [InlineData("date time sc-status")]
    [InlineData("#Fields: date time sc-status")]
    public void ColumnsMayBeGivenForFilesWithoutThem(string columns)
    {
        var reading = FormatReading.Of("w3c", ("fields", columns));

        Assert.Equal("200|2026-11-22 13:04:05", reading.Line("2026-11-22 13:04:05 200", "sc-status", "@t"));
        Assert.Equal("Mismatch", reading.Line("2026-11-22 13:04:05", "sc-status"));
        Assert.Equal("Mismatch", reading.Line("2026-11-22 13:04:05 200 1", "sc-status"));
    }

    [Fact]
    public void AColumnThatIsNamedTwiceIsRefused() =>
        Assert.StartsWith("fields: the column a is named twice.", Assert.Single(FormatReading.Of("w3c", ("fields", "a b a")).Problems));

    [Theory]
    [InlineData("1\t\"a \"\"b\"\" c\"  -", "1|a \"b\" c|null")]
    [InlineData("+1 \"cut x+y", "1|\"cut|x+y")]
    [InlineData("\"\" \"a\"b 3", "|\"a\"b|3")]
    public void ValuesMayBeQuotedAndSeparatedByTabs(string line, string values)
    {
        Assert.Equal(
            values.Replace("1|\"cut", " 1|\"cut"), FormatReading.Of("w3c", ("fields", "a b x-c")).Line(line, "a", "b", "x-c"));
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        var text = Gen.String[Gen.Char["abc 019\"-#é日"], 1, 8];
        Gen.Select(text.Array[1, 10], Gen.Bool).Sample((values, isIis) =>
        {
            // IIS writes a plus sign for a space and quotes nothing; others quote what has spaces.
            var written = values.Select(value => isIis ? value.Replace(' ', '+') : $"\"{value.Replace("\"", "\"\"")}\"").ToArray();
            if (written[0].StartsWith('#') || (isIis && values.Any(value => value.Contains('"')))) return;

            var names = Enumerable.Range(0, values.Length).Select(i => $"cs({i})").ToArray();
            var lines = Lines($"#Fields: {string.Join(' ', names)}", string.Join(' ', written));

            var expected = isIis ? values.Select(value => value == "-" ? "null" : value) : values;
            Assert.Equal(expected, Format.All(lines, names)[1]!);
        }, iter: 3_000);
    }

    [Fact]
    public void OnlyDirectivesLookLikeTheFormat()
    {
        var recognizes = LineFormats.Find("w3c")!.Recognizes!;

        Assert.Equal([true, true, true, true, false, false, false, true, false], Iis.Select(line => recognizes(line)));
        Assert.False(recognizes("# Fields of corn"u8));
    }

    private static byte[][] Lines(params string[] lines) => [.. lines.Select(Encoding.UTF8.GetBytes)];
}
