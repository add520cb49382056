using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing.AccessLogs;

public sealed class NginxLogFormatTests
{
    [Theory]
    [InlineData("$remote_addr [$status]")]
    [InlineData("'$remote_addr [$status]'")]
    [InlineData("'$remote_addr '\n  '[$status]'")]
    [InlineData("log_format main '$remote_addr ' '[$status]';")]
    [InlineData("log_format main escape=none \"$remote_addr [$status]\";")]
    [InlineData("${remote_addr} [${status}]")]
    [InlineData("main '$remote_addr ' '[$status]';")]
    [InlineData("main escape=json '$remote_addr [$status]'")]
    [InlineData("escape=json '$remote_addr [$status]'")]
    [InlineData("escape=none $remote_addr [$status]")]
    public void AFormatIsTakenAsItStandsInTheConfiguration(string format)
    {
        Assert.Equal("::1|200", FormatReading.Of("nginx", ("log_format", format)).Line("::1 [200]", "remote_addr", "status"));
    }

    [Theory]
    [InlineData("", "the log_format has no values")]
    [InlineData("plain", "the log_format has no values")]
    [InlineData("$status$body_bytes_sent", "nothing stands between $status and $body_bytes_sent, so nobody can tell where one ends")]
    [InlineData("$a ${b}${c} $d$e", "nothing stands between ${b} and ${c}")]
    [InlineData("$a $ b", "after the $ at character 4 there is no name")]
    [InlineData("${a $b", "after the $ at character 1 there is no name")]
    [InlineData("'$a' '$b", "the log_format does not have the shape")]
    [InlineData("log_format main $a;", "the log_format does not have the shape")]
    [InlineData("log_format main escape=yes '$a';", "escape cannot be yes")]
    [InlineData("escape=yes '$a'", "escape cannot be yes")]
    [InlineData("main escape=yes '$a'", "escape cannot be yes")]
    public void AFormatThatCannotBeReadIsRefusedWithTheReason(string format, string problem)
    {
        Assert.Contains(problem, Assert.Single(FormatReading.Of("nginx", ("log_format", format)).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$a $upstream_response_time $b", "1 0.1, 0.2 : 0.3 9", "0.1, 0.2 : 0.3")]
    [InlineData("$a $upstream_response_time $b", "1 - 9", "null")]
    [InlineData("$a $upstream_response_time $b", "1 0.25 9", "0.25")]
    [InlineData("$a $upstream_response_time", "1 0.1, 0.2", "0.1, 0.2")]
    [InlineData("$a|$upstream_response_time|$b", "1|0.1, 0.2|9", "0.1, 0.2")]
    public void TimesOfUpstreamsMayBeLists(string format, string line, string times)
    {
        var reading = FormatReading.Of("nginx", ("log_format", format));

        Assert.Equal($"1|{times}", reading.Line(line, "a", "upstream_response_time"));
        Assert.Equal(
            times switch { "null" => FieldKind.Null, "0.25" => FieldKind.Number, _ => FieldKind.Text },
            reading.Kind(line, "upstream_response_time"));
    }

    [Theory]
    [InlineData("$time_local $status", "10/Oct/2000:13:55:36 -0700 200", "10/Oct/2000:13:55:36 -0700|200|missing")]
    [InlineData("$msec $time_local $status", "971211336.123 10/Oct/2000:13:55:36 -0700 200", "971211336.123|200|missing")]
    [InlineData("$request $status", "GET / HTTP/1.1 200", "missing|200|GET")]
    [InlineData("$request_uri $request_method $status", "/a?b POST 200", "missing|200|POST")]
    [InlineData("$status $uri$is_args$args", "200 /a?b=1", "missing|200|missing")]
    public void ValuesWithSpacesOfTheirOwnNeedNoQuotes(string format, string line, string values)
    {
        Assert.Equal(values, FormatReading.Of("nginx", ("log_format", format)).Line(line, "@t", "status", "request_method"));
    }

    [Fact]
    public void PathAndQueryAreTakenFromWhatHasThem()
    {
        const string line = "/a?b=1 200";

        Assert.Equal("/a|b=1", FormatReading.Of("nginx", ("log_format", "$request_uri $status")).Line(line, "uri", "args"));
        Assert.Equal("/a|b=1", FormatReading.Of("nginx", ("log_format", "$uri$is_args$args $status")).Line(line, "uri", "args"));
        Assert.Equal("/a|missing", FormatReading.Of("nginx", ("log_format", "$uri$is_args$args $status")).Line("/a 200", "uri", "args"));
    }

    [Theory]
    [InlineData("1 2 3", "Mismatch")]
    [InlineData("1", "Mismatch")]
    [InlineData("", "Blank")]
    public void ALineOfAnotherFormatIsNamed(string line, string outcome)
    {
        Assert.Equal(outcome, FormatReading.Of("nginx", ("log_format", "$a|$b")).Line(line, "a"));
    }

    [Fact]
    public void WhatAnyFormatWritesIsReadBackAsItWas()
    {
        var text = Gen.String[Gen.Char["abc019\"\\/-é日\u0001\t"], 0, 8];
        var piece = Gen.Select(text, Gen.OneOf(" ", "|", "; ", " - ", "] [", "\t", ","), Gen.Bool);
        Gen.Select(piece.Array[1, 8], Gen.Bool).Sample((pieces, isJson) =>
        {
            var format = new StringBuilder();
            var line = new StringBuilder();
            var expected = new List<string>();
            var names = new List<string>();
            foreach (var (raw, separator, isQuoted) in pieces)
            {
                // Without quotes, a value must not have in it what ends it, and bytes must not look like it.
                var value = isQuoted ? raw : new string([.. raw.Where(char.IsAsciiLetterOrDigit)]);
                var quote = isQuoted ? "\"" : "";
                format.Append(quote).Append($"${{v{names.Count}}}").Append(quote).Append(separator);
                line.Append(quote).Append(isJson ? EscapeAsJson(value) : Escape(value)).Append(quote).Append(separator);
                names.Add($"v{names.Count}");
                expected.Add(value == "-" ? "null" : value);
            }

            var reading = FormatReading.Of("nginx", ("log_format", format.ToString()), ("escape", isJson ? "json" : "default"));

            Assert.Equal(expected, reading.All([Encoding.UTF8.GetBytes(line.ToString())], [.. names])[0]!);
        }, iter: 3_000);
    }

    private static string Escape(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(one =>
        one is < 32 or > 126 or (byte)'"' or (byte)'\\' ? $"\\x{one:X2}" : ((char)one).ToString()));

    // As nginx's ngx_escape_json does.
    private static string EscapeAsJson(string value) => string.Concat(value.Select(one => one switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\t' => "\\t",
        < ' ' => $"\\u{(int)one:X4}",
        _ => one.ToString(),
    }));
}
