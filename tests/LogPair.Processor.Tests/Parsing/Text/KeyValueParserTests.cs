using CsCheck;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class KeyValueParserTests
{
    [Theory]
    [InlineData("a: 1; b: two words ; c:x", ";", ":", "=1|two words|x", "a", "b", "c")]
    [InlineData("12:30:01 job done: a: 1; b: 2", ";", ": ", "a: 1|=2", "done", "b")]
    [InlineData("Nov 22 13:04:05 mx postfix/smtp[71]: 4F9D1: to=<a@b.example>, relay=mx[10.0.0.1]:25, delay=0.3, status=sent (250 ok)",
        ",", "=", "<a@b.example>|mx[10.0.0.1]:25|=0.3|sent (250 ok)", "to", "relay", "delay", "status")]
    [InlineData("2026-11-22 13:04:05 user logged in user=bob id=7 ok=true", " ", "=", "bob|=7|=True", "user", "id", "ok")]
    [InlineData("[req=1] (t=5ms) x", " ", "=", "1]|5ms)", "req", "t")]
    [InlineData("a = 1 b = \"two words\" c=", " ", "=", "=1|two words|", "a", "b", "c")]
    [InlineData("a= b=2", " ", "=", "|=2", "a", "b")]
    [InlineData("a=1|b=2||c=3", "|", "=", "=1|=2|=3", "a", "b", "c")]
    [InlineData("a=1\tb=x y", "tab", "=", "=1|x y", "a", "b")]
    [InlineData("path=\"C:\\new\\\"x\\\"\\\\\" b=1", " ", "=", "C:\\new\"x\"\\|=1", "path", "b")]
    [InlineData("a=\"open b=2", " ", "=", "\"open|=2", "a", "b")]
    [InlineData("a=1 a=2", " ", "=", "=2", "a")]
    [InlineData("level=ERR msg='x y'", " ", "=", "Error|'x", "@l", "@m")]
    [InlineData("größe=1 @t=2 $x=3", " ", "=", "=1|=2|=3", "größe", "@t", "$x")]
    [InlineData("a=>1, b=>2", ",", "=>", "=1|=2", "a", "b")]
    [InlineData("no pairs here", " ", "=", "Mismatch", "a")]
    [InlineData("1=2", " ", "=", "Mismatch", "a")]
    [InlineData(" ", " ", "=", "Blank", "a")]
    public void ExamplesAreRead(string line, string separator, string assignment, string values, params string[] paths)
    {
        var format = Reading.Format("keyvalue", ("separator", separator), ("assignment", assignment));

        Assert.Equal(values, new Reading(format, paths).Of(line));
    }

    [Fact]
    public void TheQuoteCanBeAnotherOrNone()
    {
        Assert.Equal("x y", new Reading(Reading.Format("keyvalue", ("quote", "'")), "a").Of("a='x y' b=1"));
        Assert.Equal("\"x", new Reading(Reading.Format("keyvalue", ("quote", "")), "a").Of("a=\"x y\" b=1"));
    }

    [Fact]
    public void WrongMarksAreRefused()
    {
        Assert.Equal(["separator: separator is empty"], Reading.Problems("keyvalue", ("separator", "")));
        Assert.Equal(["assignment: assignment and separator must differ"],
            Reading.Problems("keyvalue", ("separator", ":"), ("assignment", ":")));
        Assert.Equal(["separator: separator cannot be 'and': letters and digits belong to keys and values"],
            Reading.Problems("keyvalue", ("separator", "and")));
        Assert.Equal(["quote: '\"\"' cannot be a quote"], Reading.Problems("keyvalue", ("quote", "\"\"")));
    }

    [Fact]
    public void WhatAWriterWritesIsReadBack()
    {
        var key = Gen.Char["abcxyz_"].Array[1, 6].Select(letters => new string(letters));
        var value = Gen.Char["ab=\"'\\: ;é1"].Array[0, 8].Select(letters => new string(letters));

        Gen.Select(key, value).Array[1, 6].Sample(pairs =>
        {
            var line = "free text " + string.Join(' ', pairs.Select(p => $"{p.Item1}=\"{Escape(p.Item2)}\""));
            var last = pairs.GroupBy(p => p.Item1).Select(group => group.Last()).ToArray();

            var values = new Reading(Reading.Format("keyvalue"), [.. last.Select(p => p.Item1)]).Values(line);

            Assert.Equal(last.Select(p => p.Item2), values);
        });
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
