using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing.Text;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class LogfmtParserTests
{
    [Theory]

    // The example of kr/logfmt.
    [InlineData("foo=bar a=14 baz=\"hello kitty\" cool%story=bro f %^asdf", "bar|=14|hello kitty|bro|=True|=True",
        "foo", "a", "baz", "cool%story", "f", "%^asdf")]

    // Heroku's router.
    [InlineData("at=info method=GET path=/ host=myapp.herokuapp.com connect=1ms status=200 bytes=13", "info|GET|/|1ms|=200|=13",
        "at", "method", "path", "connect", "status", "bytes")]

    // log/slog's TextHandler, and logrus without a terminal.
    [InlineData("time=2022-11-08T15:28:26.000-05:00 level=INFO msg=hello count=3", "2022-11-08T15:28:26.000-05:00|Information|hello|=3",
        "@t", "@l", "@m", "count")]
    [InlineData("time=\"2015-03-26T01:27:38-04:00\" level=warning msg=\"The group's number increased tremendously!\" number=122 omg=true",
        "2015-03-26T01:27:38-04:00|Warning|The group's number increased tremendously!|=122|=True", "@t", "@l", "@m", "number", "omg")]
    [InlineData("level=ERROR msg=\"odd key\" \"a key\"=1 \"q\\\"\"=2 err=<nil>", "Error|=1|=2|=Null", "@l", "a key", "q\"", "err")]

    [InlineData("a= b=\"\" c", "||=True", "a", "b", "c")]
    [InlineData("n=\"5\" t=\"true\" x=\"null\" m=-1.5e3 h=0x1F z=007 v=1.2.3", "5|true|null|=-1.5e3|0x1F|007|1.2.3",
        "n", "t", "x", "m", "h", "z", "v")]
    [InlineData("t=true f=false n=null T=TRUE", "=True|=False|=Null|TRUE", "t", "f", "n", "T")]
    [InlineData("url=/a?b=c&d=e x=y\"z", "/a?b=c&d=e|y\"z", "url", "x")]
    [InlineData("a=1 a=2", "=2", "a")]
    [InlineData("http.status=200 trace_id=4bf9", "=200|4bf9", "http/status", "@tr")]
    [InlineData("  a=1\t\u0001b=2  ", "=1|=2", "a", "b")]
    [InlineData("\uFEFFa=1", "=1", "a")]
    [InlineData("a=\"tab\\tq\\\"b\\\\ \\x41\\u00e9\\U0001F600\\a \\q \\ud83d\\ude00\"", "tab\tq\"b\\ A\u00e9\U0001F600\a \\q \U0001F600", "a")]
    public void ExamplesAreRead(string line, string values, params string[] paths)
    {
        Assert.Equal(values, Parse(line, paths));
    }

    [Theory]
    [InlineData("", "Blank")]
    [InlineData(" \t ", "Blank")]
    [InlineData("only words here", "Mismatch")]
    [InlineData("=1 b=2", "Mismatch")]
    [InlineData("a=\"open", "Mismatch")]
    [InlineData("a=\"open\\\"", "Mismatch")]
    [InlineData("a=\"open\\", "Mismatch")]
    [InlineData("a=\"b\"c d=1", "Mismatch")]
    [InlineData("a\"b=1", "Mismatch")]
    [InlineData("\"a\"b=1", "Mismatch")]
    [InlineData("\"a", "Mismatch")]
    public void WhatIsNotLogfmtIsTold(string line, string outcome)
    {
        Assert.Equal(outcome, Parse(line, "a"));
    }

    [Theory]
    [InlineData("level=info msg=\"a b\" d=1ms", true)]
    [InlineData("a=1 b=", true)]
    [InlineData("a=1", false)]
    [InlineData("2026/11/22 13:04:05 a=1 b=2", false)]
    [InlineData("a=1 b=2 words", false)]
    [InlineData("x = 1 y = 2", false)]
    [InlineData("GET /a?b=1 c=2", false)]
    [InlineData("{\"a\":\"b=1 c=2\"}", false)]
    [InlineData("a=\"1 b=2", false)]
    [InlineData("", false)]
    public void OnlyWholeLinesOfPairsLookLikeLogfmt(string line, bool isRecognized)
    {
        Assert.Equal(isRecognized, LogfmtParser.Recognizes(Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public void WhatAWriterWritesIsReadBack()
    {
        var key = Gen.Char["abcz_.-019é%:"].Array[1, 8].Select(letters => new string(letters));
        var text = Gen.OneOf(
            Gen.Char["ab =\"\\\n\t\u0007\u001fé日x{}'"].Array[0, 12].Select(letters => new string(letters)),
            Gen.OneOf("1", "true", "null", "", "😀", "a b"));
        var pair = Gen.Select(key, text, Gen.Bool);

        pair.Array[1, 6].Sample(pairs =>
        {
            var line = string.Join(' ', pairs.Select(p => $"{p.Item1}={Value(p.Item2, p.Item3)}"));
            var last = pairs.GroupBy(p => p.Item1).Select(group => group.Last()).ToArray();

            var values = new Reading(Reading.Format("logfmt"), [.. last.Select(p => p.Item1)]).Values(line);

            Assert.Equal(last.Select(p => Expected(p.Item2, p.Item3)), values);
        });
    }

    private static string Parse(string line, params string[] paths) => new Reading(Reading.Format("logfmt"), paths).Of(line);

    // As strconv.Quote and TextHandler: quoted if need be, or always.
    private static string Value(string text, bool isQuoted)
    {
        if (!isQuoted && text.Length > 0 && text.All(letter => letter is > ' ' and not '"' and not '\\')) return text;

        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\a' => "\\a",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string Expected(string text, bool isQuoted) => isQuoted ? text : text switch
    {
        "true" => "=True",
        "null" => "=Null",
        "1" => "=1",
        _ => text,
    };
}
