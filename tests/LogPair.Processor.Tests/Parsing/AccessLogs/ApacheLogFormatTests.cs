using System.Text;
using CsCheck;

namespace LogPair.Processor.Tests.Parsing.AccessLogs;

public sealed class ApacheLogFormatTests
{
    [Theory]
    [InlineData("%h \"%r\"")]
    [InlineData("\"%h \\\"%r\\\"\"")]
    [InlineData("LogFormat \"%h \\\"%r\\\"\" nickname")]
    [InlineData("CustomLog logs/access.log \"%h \\\"%r\\\"\"")]
    [InlineData("%h \\\"%r\\\"")]
    public void AFormatIsTakenAsItStandsInTheConfiguration(string format)
    {
        Assert.Equal("::1|GET|/", FormatReading.Of("apache", ("log_format", format)).Line(
            "::1 \"GET / HTTP/1.1\"", "remote_addr", "request_method", "request_uri"));
    }

    // Every directive of mod_log_config's table, with a value that it may have.
    [Theory]
    [InlineData("%a", "10.0.0.1", "remote_addr", "10.0.0.1")]
    [InlineData("%{c}a", "10.0.0.2", "realip_remote_addr", "10.0.0.2")]
    [InlineData("%A", "10.0.0.3", "server_addr", "10.0.0.3")]
    [InlineData("%B", "0", "body_bytes_sent", "0")]
    [InlineData("%b", "-", "body_bytes_sent", "0")]
    [InlineData("%{id}C", "abc", "cookie_id", "abc")]
    [InlineData("%D", "1500", "request_time_us", "1500")]
    [InlineData("%{HOME}e", "/root", "env_HOME", "/root")]
    [InlineData("%f", "/srv/a", "request_filename", "/srv/a")]
    [InlineData("%h", "a.example", "remote_addr", "a.example")]
    [InlineData("%{c}h", "a.example", "remote_addr", "a.example")]
    [InlineData("%H", "HTTP/1.1", "server_protocol", "HTTP/1.1")]
    [InlineData("%{X-Forwarded-For}i", "10.1.1.1", "http_x_forwarded_for", "10.1.1.1")]
    [InlineData("%!200,304,302{Referer}i", "-", "http_referer", "null")]
    [InlineData("%400,501{User-agent}i", "curl", "http_user_agent", "curl")]
    [InlineData("%k", "3", "keepalive_requests", "3")]
    [InlineData("%l", "-", "remote_logname", "null")]
    [InlineData("%L", "abc", "log_id", "abc")]
    [InlineData("%m", "GET", "request_method", "GET")]
    [InlineData("%{note}n", "x", "note_note", "x")]
    [InlineData("%{Content-Type}o", "text/html", "sent_http_content_type", "text/html")]
    [InlineData("%p", "443", "server_port", "443")]
    [InlineData("%{local}p", "443", "server_port", "443")]
    [InlineData("%{remote}p", "50000", "remote_port", "50000")]
    [InlineData("%P", "17", "pid", "17")]
    [InlineData("%{tid}P", "18", "tid", "18")]
    [InlineData("%q", "?a=b", "query_string", "a=b")]
    [InlineData("%R", "proxy", "handler", "proxy")]
    [InlineData("%s", "200", "status", "200")]
    [InlineData("%>s", "200", "status", "200")]
    [InlineData("%<s", "200", "status", "200")]
    [InlineData("%t", "[10/Oct/2000:13:55:36 -0700]", "@t", "10/Oct/2000:13:55:36 -0700")]
    [InlineData("%{%Y-%m-%d %T}t", "2000-10-10 13:55:36", "@t", "2000-10-10 13:55:36")]
    [InlineData("%{begin:%Y-%m-%dT%T%z}t", "2000-10-10T13:55:36-0700", "@t", "2000-10-10T13:55:36-0700")]
    [InlineData("%{sec}t", "971211336", "@t", "971211336")]
    [InlineData("%{usec}t", "971211336000000", "@t", "971211336000000")]
    [InlineData("%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t", "10/Oct/2000 13:55:36.123 -0700", "@t", "10/Oct/2000 13:55:36.123 -0700")]
    [InlineData("%{%c}t", "Tue Oct 10 13:55:36 2000", "@t", "Tue Oct 10 13:55:36 2000")]
    [InlineData("%T", "1", "request_time", "1")]
    [InlineData("%{ms}T", "1500", "request_time_ms", "1500")]
    [InlineData("%{us}T", "1500", "request_time_us", "1500")]
    [InlineData("%{s}T", "1", "request_time", "1")]
    [InlineData("%u", "frank", "remote_user", "frank")]
    [InlineData("%U", "/a", "uri", "/a")]
    [InlineData("%U%q", "/a?b", "uri", "/a")]
    [InlineData("%v", "a.example", "server_name", "a.example")]
    [InlineData("%V", "b.example", "host", "b.example")]
    [InlineData("%X", "-", "connection_status", "-")]
    [InlineData("%I", "100", "request_length", "100")]
    [InlineData("%O", "200", "bytes_sent", "200")]
    [InlineData("%S", "300", "bytes_transferred", "300")]
    [InlineData("%^FB", "12", "first_byte_time_us", "12")]
    [InlineData("%{Expires}^ti", "x", "trailer_expires", "x")]
    [InlineData("%{Expires}^to", "x", "sent_trailer_expires", "x")]
    [InlineData("%{SSL_PROTOCOL}x", "TLSv1.3", "ssl_protocol", "TLSv1.3")]
    public void EveryDirectiveHasAName(string directive, string written, string name, string value)
    {
        var reading = FormatReading.Of("apache", ("log_format", $"%{{X-Before}}i {directive} 100%% %{{X-After}}i"));

        Assert.Empty(reading.Problems);
        Assert.Equal($"b|{value}|a", reading.Line($"b {written} 100% a", "http_x_before", name, "http_x_after"));
    }

    [Theory]
    [InlineData("", "has no values")]
    [InlineData("%%", "has no values")]
    [InlineData("%h%u", "nothing stands between %h and %u")]
    [InlineData("%h %j", "%j is no directive of Apache's LogFormat. Known are %a")]
    [InlineData("%i", "%i is no directive of Apache's LogFormat. It needs a name in braces, as in %{Name}i.")]
    [InlineData("%{m}T", "%T takes s, ms or us in its braces.")]
    [InlineData("%{peer}a", "%a takes c in its braces.")]
    [InlineData("%h %{Referer", "the directive at character 4 does not end")]
    [InlineData("%h %400,501", "the directive at character 4 does not end")]
    [InlineData("LogFormat combined", "the LogFormat does not have the shape")]
    public void AFormatThatCannotBeReadIsRefusedWithTheReason(string format, string problem)
    {
        Assert.Contains(problem, Assert.Single(FormatReading.Of("apache", ("log_format", format)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatApacheWritesIsReadBackAsItWas()
    {
        var text = Gen.String[Gen.Char["abc 019\"\\/-é日\u0001\t\n\r\v\b\f%[]"], 0, 10];
        var reading = FormatReading.Of("apache", ("log_format", "%h \"%{Referer}i\" [%u] \"%{User-Agent}i\" %D"));
        Gen.Select(text, text, Gen.Int[0, int.MaxValue]).Sample((referer, agent, time) =>
        {
            var line = $"::1 \"{Escape(referer)}\" [-] \"{Escape(agent)}\" {time}";

            Assert.Equal(
                ["::1", Shown(referer), "null", Shown(agent), $"{time}"],
                reading.All(
                    [Encoding.UTF8.GetBytes(line)], "remote_addr", "http_referer", "remote_user", "http_user_agent", "request_time_us")[0]!);
        }, iter: 3_000);
    }

    private static string Shown(string value) => value == "-" ? "null" : value;

    // As Apache's ap_escape_logitem does.
    private static string Escape(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(one => one switch
    {
        (byte)'"' => "\\\"",
        (byte)'\\' => "\\\\",
        (byte)'\b' => "\\b",
        (byte)'\n' => "\\n",
        (byte)'\r' => "\\r",
        (byte)'\t' => "\\t",
        (byte)'\v' => "\\v",
        < 32 or > 126 => $"\\x{one:x2}",
        _ => ((char)one).ToString(),
    }));
}
