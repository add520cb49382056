using System.Text.RegularExpressions;

namespace LogPair.Processor.Tests.Parsing.AccessLogs;

/// <summary>Files of nginx and Apache, counted by the parsers and in another way.</summary>
public sealed class AccessSampleTests
{
    private const string NginxMain =
        """
        log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                        '$status $body_bytes_sent "$http_referer" "$http_user_agent" '
                        'rt=$request_time urt=$upstream_response_time ua=$upstream_addr $msec $pipe';
        """;

    private const string ApacheCustom =
        """
        LogFormat "%v:%p %a [%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t] %>s %B %D %{ms}T %T %X %k %P %m \"%U%q\" %H \"%!200,404{User-Agent}i\" \"%{X-None}i\" %%" custom
        """;

    [Theory]
    [InlineData("combined", "nginx-combined.log", "")]
    [InlineData("combined", "nginx-main.log", "")]
    [InlineData("common", "nginx-combined.log", "")]
    [InlineData("nginx", "nginx-main.log", NginxMain)]
    [InlineData("combined", "apache-combined.log", "")]
    [InlineData("common", "apache-common.log", "")]
    [InlineData("apache", "apache-common.log", "%h %l %u %t \"%r\" %>s %b")]
    public void RequestsByMethodAndStatusAreThoseOfTheFile(string format, string sample, string said)
    {
        var status = new Regex("""^\S+ - .* \[[^]]+\] "(?<request>(?:[^"\\]|\\.)*)" (?<status>\d{3}) (?<bytes>\d+|-)( |$)""");
        var method = new Regex("""^(?<method>[A-Z]+) .+""");
        var expected = Sample.Texts(sample).Select(line =>
        {
            var match = status.Match(line);
            Assert.True(match.Success, line);
            var request = method.Match(match.Groups["request"].Value);
            var bytes = match.Groups["bytes"].Value;
            return $"{(request.Success ? request.Groups["method"].Value : "missing")} {match.Groups["status"]} {bytes.Replace("-", "0")}";
        });

        var reading = said.Length == 0 ? FormatReading.Of(format) : FormatReading.Of(format, ("log_format", said));
        var read = reading.All(Sample.Lines(sample), "request_method", "status", "body_bytes_sent", "@t");

        Assert.DoesNotContain(null, read);
        Assert.Equal(Sample.Count(expected), Sample.Count(read.Select(values => string.Join(' ', values![..3]))));
        Assert.All(read, values => Assert.NotEqual("missing", values![3]));
    }

    [Fact]
    public void UpstreamsOfNginxAreReadHoweverManyThereAre()
    {
        var times = new Regex(@" rt=(?<rt>\S+) urt=(?<urt>.+) ua=(?<ua>.+) (?<msec>\S+) \.$");
        var expected = Sample.Texts("nginx-main.log").Select(line => times.Match(line).Groups)
            .Select(groups => $"{groups["rt"]};{groups["urt"]};{groups["ua"]};{groups["msec"]}".Replace(";-", ";null"));

        var read = FormatReading.Of("nginx", ("log_format", NginxMain)).All(
            Sample.Lines("nginx-main.log"), "request_time", "upstream_response_time", "upstream_addr", "@t");

        Assert.Equal(expected, read.Select(values => string.Join(';', values!)));
        Assert.Contains(read, values => values![1].Contains(", ", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatNginxEscapesInItsThreeWaysIsTheSame()
    {
        var backslash = FormatReading.Of("combined").All(
            Sample.Lines("nginx-combined.log"), "status", "request_method", "http_user_agent", "request_uri");
        var json = FormatReading.Of(
            "nginx",
            ("escape", "json"),
            ("log_format", """
            '{"at":"$time_iso8601","m":"$request_method","u":"$request_uri",'
            '"s":$status,"agent":"$http_user_agent","user":"$remote_user"}'
            """)).All(Sample.Lines("nginx-fields.log"), "status", "request_method", "http_user_agent", "request_uri");
        var bare = FormatReading.Of(
            "nginx",
            ("escape", "none"),
            ("log_format", "$time_iso8601|$status|$request_method|$http_user_agent|$uri$is_args$args"))
            .All(Sample.Lines("nginx-bare.log"), "status", "request_method", "http_user_agent");

        // nginx writes a dash for what is absent, but nothing with the other two; a refused request has only its text; and nginx
        // takes the host out of an absolute target.
        var comparable = backslash.Select((values, i) => (Backslash: string.Join(' ', values!), Json: string.Join(' ', json[i]!)))
            .Where(pair => !(pair.Json.StartsWith("400") || pair.Json.StartsWith("405") || pair.Json.StartsWith("505")))
            .Select(pair => (Backslash: pair.Backslash.Replace("null", ""), pair.Json)).ToList();
        Assert.True(comparable.Count > 100);
        Assert.All(comparable, pair => Assert.Equal(pair.Backslash.Replace("http://other.example", ""), pair.Json));
        Assert.Equal(json.Select(values => string.Join(' ', values![..3])), bare.Select(values => string.Join(' ', values!)));
        Assert.Contains(json, values => values![2] == "Bücher/1.0 (日本語)");
        Assert.Contains(json, values => values![2] == "he said \"hello\" \\ and left");
    }

    [Fact]
    public void AFormatOfApacheWithDirectivesOfManyKindsIsRead()
    {
        var pattern = new Regex(
            """^shop\.example:80 127\.0\.0\.1 \[(?<t>[^]]+)\] (?<s>\d+) (?<B>\d+) (?<D>\d+) \d+ \d+ (?<X>[-+X]) \d+ \d+ (?<m>\S+) "(?<u>(?:[^"\\]|\\.)*)" """);
        var expected = Sample.Texts("apache-custom.log").Select(line => pattern.Match(line).Groups).Select(groups =>
            $"{groups["t"]} {groups["s"]} {groups["B"]} {groups["D"]} {groups["X"]} {(groups["m"].Value == "-" ? "null" : groups["m"])}");

        var read = FormatReading.Of("apache", ("log_format", ApacheCustom)).All(
            Sample.Lines("apache-custom.log"), "@t", "status", "body_bytes_sent", "request_time_us", "connection_status",
            "request_method", "uri", "query_string", "http_user_agent");

        Assert.Equal(expected, read.Select(values => string.Join(' ', values![..6])));
        Assert.Contains(read, values => values![6] == "/orders/7" && values[7] == "page=0&sort=name");
        Assert.Contains(read, values => values![1] == "302" && values[8] == "he said \"hello\" \\ and left");
        Assert.Contains(read, values => values![1] == "200" && values[8] == "null");
    }

    [Fact]
    public void ErrorsOfNginxByLevelAndClientAreThoseOfTheFile()
    {
        var texts = Sample.Texts("nginx-error.log");
        var read = FormatReading.Of("nginx-error").All(
            Sample.Lines("nginx-error.log"), "level", "client", "request_method", "@m", "host", "upstream", "connection");

        Assert.DoesNotContain(null, read);
        Assert.Equal(
            Sample.Count(texts.Select(line => line.Split('[', ']')[1] + (line.Contains(", client: ") ? " 127.0.0.1" : " missing"))),
            Sample.Count(read.Select(values => $"{values![0]} {values[1]}")));
        Assert.Equal(
            texts.Count(line => Regex.IsMatch(line, "request: \"(GET|POST|DELETE|HEAD|OPTIONS) ")),
            read.Count(values => values![2] != "missing"));
        Assert.Contains(read, values => values![3].StartsWith("open() \"/srv/www/html/quote\"inside\" failed", StringComparison.Ordinal)
            && values[1] == "127.0.0.1" && values[4] == "a");
        Assert.Contains(read, values => values![3].StartsWith("connect() failed", StringComparison.Ordinal)
            && values[5].StartsWith("http://127.0.0.1:1/orders", StringComparison.Ordinal));
        Assert.All(read, values => Assert.Matches("^[0-9]+$", values![6]));
    }

    [Fact]
    public void ErrorsOfApacheByModuleLevelAndCodeAreThoseOfTheFile()
    {
        var pattern = new Regex(@"^\[[^]]+\] \[(\w+):(\w+)\].*?(AH\d{5}):");
        var texts = Sample.Texts("apache-error.log");

        var read = FormatReading.Of("apache-error").All(
            Sample.Lines("apache-error.log"), "module", "level", "code", "client", "referer", "@m", "@t", "pid", "tid");

        Assert.Equal(
            Sample.Count(texts.Select(line => string.Join(' ', pattern.Match(line).Groups.Values.Skip(1)))),
            Sample.Count(read.Select(values => string.Join(' ', values![..3]))));
        Assert.Equal(texts.Count(line => line.Contains("[client 127.0.0.1:")), read.Count(values => values![3] == "127.0.0.1"));
        Assert.Contains(read, values => values![4] == "http://shop.example/5"
            && values[5] == "AH01630: client denied by server configuration: /srv/www/html/closed/5");
        Assert.All(read, values => Assert.DoesNotContain("missing", values![6..]));
    }
}
