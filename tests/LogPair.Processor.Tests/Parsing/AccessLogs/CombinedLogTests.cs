using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.AccessLogs;

public sealed class CombinedLogTests
{
    private static readonly FormatReading Combined = FormatReading.Of("combined");
    private static readonly FormatReading Common = FormatReading.Of("common");

    // Apache's documentation, "Log Files".
    private const string Franks =
        """127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)" """;

    [Fact]
    public void TheExampleOfApachesDocumentationIsReadWhole()
    {
        Assert.Equal(
            "127.0.0.1|null|frank|10/Oct/2000:13:55:36 -0700|GET /apache_pb.gif HTTP/1.0|GET|/apache_pb.gif|HTTP/1.0|200|2326|"
            + "http://www.example.com/start.html|Mozilla/4.08 [en] (Win98; I ;Nav)|10/Oct/2000:13:55:36 -0700",
            Combined.Line(
                Franks.TrimEnd(), "remote_addr", "remote_logname", "remote_user", "time_local", "request", "request_method", "request_uri",
                "server_protocol", "status", "body_bytes_sent", "http_referer", "http_user_agent", "@t"));
    }

    [Theory]
    [InlineData("GET /a?b=1&c HTTP/2.0", "GET|/a?b=1&c|/a|b=1&c|HTTP/2.0")]
    [InlineData("GET /a b HTTP/1.1", "GET|/a b|/a b|missing|HTTP/1.1")]
    [InlineData("GET /old", "GET|/old|/old|missing|missing")]
    [InlineData("OPTIONS * HTTP/1.1", "OPTIONS|*|*|missing|HTTP/1.1")]
    [InlineData("CONNECT a:443 HTTP/1.1", "CONNECT|a:443|a:443|missing|HTTP/1.1")]
    [InlineData("""GET /\x22q\x22?\xC3\xAB HTTP/1.1""", "GET|/\"q\"?ë|/\"q\"|ë|HTTP/1.1")]
    [InlineData("-", "missing|missing|missing|missing|missing")]
    [InlineData("", "missing|missing|missing|missing|missing")]
    [InlineData("""\x16\x03\x01\x02\x00\x01 \xFC HTTP/""", "missing|missing|missing|missing|missing")]
    [InlineData("SSH-2.0-OpenSSH_9.2", "missing|missing|missing|missing|missing")]
    [InlineData("GET HTTP/1.1", "missing|missing|missing|missing|missing")]
    [InlineData(" / HTTP/1.1", "missing|missing|missing|missing|missing")]
    public void ARequestLineIsSplitIfItIsOne(string request, string parts)
    {
        var line = $"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"{request}\" 400 0 \"-\" \"-\"";

        Assert.Equal(parts, Combined.Line(line, "request_method", "request_uri", "uri", "args", "server_protocol"));
        Assert.Equal("400", Combined.Line(line, "status"));
    }

    [Theory]
    [InlineData("""::1 - two words [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 - "-" "a \"b\" \\" 0.004 "more" """, "two words|0|null|a \"b\" \\")]
    [InlineData("""::1 - [a [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7 "" "" """, "[a|7||")]
    public void OddValuesAreReadToo(string line, string values)
    {
        Assert.Equal(values, Combined.Line(line, "remote_user", "body_bytes_sent", "http_referer", "http_user_agent"));
    }

    [Theory]
    [InlineData("", "Blank")]
    [InlineData(" \t", "Blank")]
    [InlineData("plain text", "Mismatch")]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7 "-" "cut""", "Mismatch")]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7""", "Mismatch")]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7 "-" "a"b""", "Mismatch")]
    public void WhatIsNotOfTheFormatIsNamed(string line, string outcome)
    {
        Assert.Equal(outcome, Combined.Line(line, "status"));
    }

    [Theory]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7""", "200|7|missing")]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7 more""", "200|7|missing")]
    [InlineData("""::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 7 "http://a/" "b" """, "200|7|missing")]
    public void CommonIsWhatCombinedBeginsWith(string line, string values)
    {
        Assert.Equal(values, Common.Line(line, "status", "body_bytes_sent", "http_referer"));
    }

    [Fact]
    public void WhatNginxWritesIsReadBackAsItWas()
    {
        var text = Gen.String[Gen.Char[" !\"#$%&'()-[]\\/\u0001\té日\u007f-xX0123456789abn"], 0, 12];
        var user = text.Where(value => !value.Contains(" [", StringComparison.Ordinal) && value != "-");
        var number = Gen.Int[0, int.MaxValue].Select(value => value.ToString(CultureInfo.InvariantCulture));
        Gen.Select(Gen.OneOf("::1", "10.0.0.7", "unix:"), user, TimeGen.Moment, text, Gen.Int[100, 599], number, text, text)
            .Sample((address, name, moment, request, status, bytes, referer, agent) =>
            {
                var line = $"{address} - {Escape(name)} [{TimeGen.CommonLog(moment)}] \"{Escape(request)}\" {status} {bytes} "
                    + $"\"{Escape(referer)}\" \"{Escape(agent)}\"";

                var values = Combined.All(
                    [Encoding.UTF8.GetBytes(line)], "remote_addr", "remote_user", "request", "status", "body_bytes_sent", "http_referer",
                    "http_user_agent")[0];

                Assert.Equal(
                    [address, Shown(name), Shown(request), status.ToString(CultureInfo.InvariantCulture), bytes, Shown(referer), Shown(agent)],
                    values!);
            }, iter: 5_000);
    }

    [Theory]
    [InlineData("nginx-combined.log", 143, 0)]
    [InlineData("nginx-main.log", 143, 0)]
    [InlineData("apache-combined.log", 148, 0)]
    [InlineData("apache-common.log", 0, 148)]
    [InlineData("apache-custom.log", 0, 0)]
    [InlineData("nginx-error.log", 0, 0)]
    [InlineData("rsyslog-rfc3164.log", 0, 0)]
    public void OnlyLinesOfTheFormatLookLikeIt(string sample, int combined, int common)
    {
        var lines = Sample.Lines(sample);

        // A user with a bracket in his name is of the format but does not look like it.
        Assert.InRange(lines.Count(line => LineFormats.Find("combined")!.Recognizes!(line)), combined, lines.Length);
        Assert.InRange(lines.Count(line => LineFormats.Find("common")!.Recognizes!(line)), common, common == 0 ? 0 : lines.Length);
        if (combined == 0) Assert.DoesNotContain(lines, line => LineFormats.Find("combined")!.Recognizes!(line));
    }

    private static string Shown(string value) => value == "-" ? "null" : value;

    // As nginx's ngx_http_log_escape does.
    private static string Escape(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(one =>
        one is < 32 or > 126 or (byte)'"' or (byte)'\\' ? $"\\x{one:X2}" : ((char)one).ToString()));

    [Fact]
    public void AVirtualHostBeforeTheAddressIsNotTheCombinedFormat() => Assert.False(LineFormats.Find("combined")!.Recognizes!(
        "ex.com:443 10.0.0.1 - - [24/Nov/2026:10:00:03 +0000] \"GET /u HTTP/1.1\" 200 10 \"-\" \"x\""u8));
}
