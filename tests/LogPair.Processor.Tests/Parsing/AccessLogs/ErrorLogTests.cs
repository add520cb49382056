using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.AccessLogs;

public sealed class ErrorLogTests
{
    private static readonly FormatReading Nginx = FormatReading.Of("nginx-error");
    private static readonly FormatReading Apache = FormatReading.Of("apache-error");
    private static readonly string[] Samples =
        ["nginx-error.log", "apache-error.log", "nginx-combined.log", "rsyslog-file.log"];

    [Theory]
    [InlineData(
        """2026/11/22 13:04:05 [crit] 31#7: *9 connect() to unix:/run/a.sock failed (2: No such file or directory) while connecting to upstream, client: ::1, server: shop.example, request: "GET /, host: HTTP/1.1", upstream: "http://unix:/run/a.sock:/", host: "shop.example", referrer: "http://a/b" """,
        "crit|31|7|9|connect() to unix:/run/a.sock failed (2: No such file or directory) while connecting to upstream|::1|shop.example|GET|http://unix:/run/a.sock:/|shop.example|http://a/b")]
    [InlineData(
        """2026/11/22 13:04:05 [error] 31#7: *9 open() "/srv/a, client: evil" failed, client: ::1, server: , request: "GET /a, client: evil HTTP/1.1", host: "a" """,
        """error|31|7|9|open() "/srv/a, client: evil" failed|::1||GET|missing|a|missing""")]
    [InlineData(
        "2026/11/22 13:04:05 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)",
        "emerg|1|1|missing|bind() to 0.0.0.0:80 failed (98: Address already in use)|missing|missing|missing|missing|missing|missing")]
    [InlineData("13:04:05 [emerg] 1#1: bind()", "Mismatch")]
    [InlineData("", "Blank")]
    public void AnErrorOfNginxIsTakenApart(string line, string values)
    {
        Assert.Equal(
            values,
            Nginx.Line(
                line.TrimEnd(), "level", "pid", "tid", "connection", "@m", "client", "server", "request_method", "upstream", "host", "referrer"));
    }

    [Theory]
    [InlineData(
        "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187] File does not exist: /usr/local/apache2/htdocs/favicon.ico",
        "core|error|35708|4328636416|missing|72.15.99.187|missing|missing|File does not exist: /usr/local/apache2/htdocs/favicon.ico|missing")]
    [InlineData(
        "[Thu Nov 22 13:04:05.123456 2026] [core:crit] [pid 7] (13)Permission denied: [client ::1:4711] AH00035: access to /a denied, referer: http://a/",
        "core|crit|7|missing|(13)Permission denied|::1|4711|AH00035|AH00035: access to /a denied|http://a/")]
    [InlineData(
        "[Wed Oct 11 14:32:52 2000] [error] [client 127.0.0.1] client denied by server configuration: /export/home/live/ap/htdocs/test",
        "missing|error|missing|missing|missing|127.0.0.1|missing|missing|client denied by server configuration: /export/home/live/ap/htdocs/test|missing")]
    [InlineData("PHP Warning: in a line of its own", "Mismatch")]
    [InlineData("", "Blank")]
    public void AnErrorOfApacheIsTakenApart(string line, string values)
    {
        Assert.Equal(
            values, Apache.Line(line, "module", "level", "pid", "tid", "system_error", "client", "client_port", "code", "@m", "referer"));
    }

    [Theory]
    [InlineData("nginx-error", "nginx-error.log")]
    [InlineData("apache-error", "apache-error.log")]
    public void OnlyLinesOfTheFormatLookLikeIt(string format, string sample)
    {
        var recognizes = LineFormats.Find(format)!.Recognizes!;

        Assert.All(Sample.Lines(sample), line => Assert.True(recognizes(line)));
        foreach (var other in Samples.Except([sample]))
            Assert.All(Sample.Lines(other), line => Assert.False(recognizes(line)));
    }
}
