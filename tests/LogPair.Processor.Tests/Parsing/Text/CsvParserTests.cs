using CsCheck;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class CsvParserTests
{
    [Theory]
    [InlineData("1,b,c", "=1|b|c")]
    [InlineData("\"1\",\"b,\"\"c\"\"\",\"\"", "=1|b,\"c\"|")]
    [InlineData(",,", "-|-|-")]
    [InlineData(" x , \"y\",z", " x | \"y\"|z")]
    [InlineData("true,null,5\" disk", "=True|=Null|5\" disk")]
    [InlineData("\uFEFF1,2,3", "=1|=2|=3")]
    [InlineData("1,2", "Mismatch")]
    [InlineData("1,2,3,4", "Mismatch")]
    [InlineData("1,2,\"open", "Mismatch")]
    [InlineData("1,\"2\"x,3", "Mismatch")]
    [InlineData("1,2,\"", "Mismatch")]
    [InlineData("rest,of it\",3", "Mismatch")]
    [InlineData("1,rest,of it\"", "Mismatch")]
    [InlineData("1,a \"b\",3", "=1|a \"b\"|=3")]
    [InlineData("", "Blank")]
    public void ColumnsAreRead(string line, string values)
    {
        Assert.Equal(values, Csv("a", "b", "c").Of(line));
    }

    [Fact]
    public void AColumnWithoutANameIsPassedOver()
    {
        var format = Reading.Format("csv", ("columns", new[] { "level", "", "", "message" }), ("delimiter", ";"));

        Assert.Equal("Error|ERR|no", new Reading(format, "@l", "level", "@m").Of("ERR;x;y;no"));
    }

    [Fact]
    public void TheFirstLineNamesTheColumns()
    {
        var csv = new Reading(Reading.Format("csv", ("header", true)), "@t", "b\"c", "path");

        var rows = csv.Past("\uFEFFtime ,\"b\"\"c\", path");

        Assert.Equal("Blank", csv.Of(""));
        Assert.Equal("Mismatch", csv.Of("a,\"open"));
        Assert.Equal("2026-11-22T13:04:05Z|=1|x", rows.Of("2026-11-22T13:04:05Z,1,x"));
        Assert.Equal("Header", rows.Of("time ,\"b\"\"c\", path"));
        Assert.Equal("2026-11-22T13:04:05Z|-|-", rows.Past("time ,\"b\"\"c\", path").Of("2026-11-22T13:04:05Z,,"));
        Assert.Equal("Mismatch", rows.Of("1,2"));
    }

    [Fact]
    public void ALineWithMoreThanHalfOfTheNamesIsAHeaderToo()
    {
        var rows = new Reading(Reading.Format("csv", ("header", true)), "a", "c").Past("a,b,c");

        Assert.Equal("Header", rows.Of("a,b,d"));
        Assert.Equal("Header", rows.Of("x,b,c"));
        Assert.Equal("Header", rows.Of("c, a"));
        Assert.Equal("Header", rows.Of("z,\"b\",a,y"));
        Assert.Equal("a|2", rows.Of("a,1,2").Replace("=", "", StringComparison.Ordinal));
        Assert.Equal("x|c", rows.Of("x,y,c"));
        Assert.Equal("Mismatch", rows.Of("a,x,y,z"));
        Assert.Equal("=1|=2", rows.Past("c,a").Of("2,1"));
        Assert.Equal("-|-", rows.Past("a,,,b").Of(",,,"));
        Assert.Equal("-", new Reading(Reading.Format("csv", ("header", true)), "b").Past("b,,,").Of(",,,"));
    }

    [Fact]
    public void ARecordOfSeveralLinesIsReadIfTheyAreJoined()
    {
        Assert.Equal("=1|two\nlines, \"quoted\"|=3", Csv("a", "b", "c").Of("1,\"two\nlines, \"\"quoted\"\"\",3"));
    }

    [Fact]
    public void TsvHasTabs()
    {
        var format = Reading.Format("tsv", ("columns", new[] { "a", "b" }));

        Assert.Equal("x, y|=2", new Reading(format, "a", "b").Of("x, y\t2"));
        Assert.Equal("=1", new Reading(Reading.Format("tsv", ("header", true)), "b").Past("a\tb").Of("x\t1"));
    }

    [Fact]
    public void WrongParametersAreRefused()
    {
        Assert.Equal([": the format csv needs the names of its columns"], Reading.Problems("csv"));
        Assert.Equal(["header: header and columns both name the columns"],
            Reading.Problems("csv", ("columns", new[] { "a" }), ("header", true)));
        Assert.Equal(["columns: the column 'a' is named twice"], Reading.Problems("tsv", ("columns", new[] { "a", "", "", "a" })));
        Assert.Equal(["delimiter: delimiter must be one ASCII character other than a quote, not '||'"],
            Reading.Problems("csv", ("header", true), ("delimiter", "||")));
        Assert.Equal(["delimiter: delimiter must be one ASCII character other than a quote, not '\"'"],
            Reading.Problems("csv", ("header", true), ("delimiter", "\"")));
        Assert.DoesNotContain(LineFormats.Find("tsv")!.Parameters, parameter => parameter.Name == "delimiter");
    }

    [Fact]
    public void WhatAWriterWritesIsReadBack()
    {
        var column = Gen.Char["ab,;\"' \té\\"].Array[0, 8].Select(letters => new string(letters));
        Gen.Select(column.Array[1, 6], Gen.Bool, Gen.OneOf(',', ';', '\t')).Sample((columns, quotesAll, delimiter) =>
        {
            var names = columns.Select((_, i) => $"c{i}").ToArray();
            var said = delimiter == '\t' ? "tab" : delimiter.ToString();
            var line = string.Join(delimiter, columns.Select(text => Quote(text, delimiter, quotesAll)));
            var format = Reading.Format("csv", ("columns", names), ("delimiter", said));
            if (string.IsNullOrWhiteSpace(line)) return;

            Assert.Equal(
                columns.Select(text => text.Length == 0 && !quotesAll ? "-" : text), new Reading(format, names).Values(line));
        });
    }

    private static Reading Csv(params string[] columns) => new(Reading.Format("csv", ("columns", columns)), columns);

    private static string Quote(string text, char delimiter, bool always) =>
        always || text.Contains(delimiter, StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal)
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
