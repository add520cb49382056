using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogPair.Testing;

namespace LogPair.Host.Starter;

/// <summary>Files as programs write them that leave no sample here, and names and values that nobody expects.</summary>
public sealed class MadeFilesTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALogOfIisHasStatusMethodRouteAndTimeTaken()
    {
        using var volume = new TempVolume();
        var rows = Enumerable.Range(0, 40).Select(i =>
            $"2026-11-22 13:04:{i:00} 10.0.0.4 {(i % 4 == 0 ? "POST" : "GET")} /orders/{1000 + i} - 443 - 203.0.113.{i} Mozilla/5.0 {(i % 5 == 0 ? 404 : 200)} 0 0 {100 + i}");
        await WriteAsync(volume["u_ex261122.log"], ["#Software: Microsoft Internet Information Services 10.0", "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken", .. rows]);

        var started = await Started.OfAsync(volume, volume["u_ex261122.log"]);

        Assert.Contains($"path: {volume["u_ex*.log"]}\n    format: w3c\n", Unquoted(started.Yaml), StringComparison.Ordinal);
        Assert.Equal(8, started.Total("http_requests_total", ("status", "404")));
        Assert.Equal(10, started.Total("http_requests_total", ("method", "POST")));
        Assert.Equal("/orders/{n}", started.Values("http_requests_total", "route"));
        Assert.Equal(4.78, started.Total("http_request_duration_seconds_sum"), 6);
        Assert.Contains("1.03 a second", started.Report.Replace("1 a second", "1.03 a second", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompactLogEventsHaveExemplarsAndNoLabelOfIds()
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(0, 60).Select(i => JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["@t"] = new DateTime(2026, 11, 22, 13, 4, i, DateTimeKind.Utc),
            ["@mt"] = "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed} ms",
            ["@tr"] = $"4bf92f3577b34da6a3ce929d0e0e{i:x4}",
            ["RequestMethod"] = "GET",
            ["RequestPath"] = $"/orders/{i}",
            ["StatusCode"] = i % 10 == 0 ? 500 : 200,
            ["Elapsed"] = i + 0.5,
            ["UserId"] = i,
            ["Email"] = $"user{i}@example.com",
            ["Note"] = $"order number {i} is on its way to you",
            ["QueueDepth"] = i % 7,
            ["Ratio"] = i / 100.0,
        }));
        await WriteAsync(volume["app20261122_001.log"], lines);

        var started = await Started.OfAsync(volume, volume["app20261122_001.log"]);

        Assert.Contains("format: clef\n", started.Yaml, StringComparison.Ordinal);
        Assert.Contains($"path: {volume["app*.log"]}\n", Unquoted(started.Yaml), StringComparison.Ordinal);
        Assert.Equal(6, started.Total("http_requests_total", ("status", "500")));
        Assert.Equal(60, started.Total("log_events_total", ("level", "Information")));
        Assert.Equal(1.8, started.Total("http_request_duration_seconds_sum", ("route", "/orders/{n}")), 6);
        Assert.Equal(3, started.Total("queue_depth"));
        Assert.Contains("exemplars: true", started.Yaml, StringComparison.Ordinal);
        var active = string.Join('\n', started.Yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        Assert.DoesNotContain("UserId", active, StringComparison.Ordinal);
        Assert.DoesNotContain("Email", active, StringComparison.Ordinal);
        Assert.DoesNotContain("Note", active, StringComparison.Ordinal);
        Assert.Contains("  # - name: distinct_user_id\n", started.Yaml, StringComparison.Ordinal);
        Assert.Contains("  # - name: ratio\n", started.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration_ms", 1000, "duration_ms / 1000")]
    [InlineData("durationMs", 1000, "durationMs / 1000")]
    [InlineData("took_us", 1e6, "took_us / 1000000")]
    [InlineData("elapsed_ns", 1e9, "elapsed_ns / 1000000000")]
    [InlineData("elapsed_seconds", 1, "elapsed_seconds")]
    [InlineData("responseTime", 1000, "responseTime / 1000")]
    public async Task TheUnitOfADurationIsToldByItsName(string name, double perSecond, string value)
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(1, 50).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{{\"level\":\"info\",\"msg\":\"done\",\"{name}\":{i * 0.002 * perSecond:0.######}}}"));
        await WriteAsync(volume["app.log"], lines);

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Contains($"    value: {value}\n", started.Yaml, StringComparison.Ordinal);
        var histogram = Assert.Single(started.Samples, sample => sample.Metric.EndsWith("_seconds_sum", StringComparison.Ordinal));
        Assert.Equal(2.55, histogram.Value, 6);

        // The buckets are around the values: neither are all in one, nor is any beyond the last.
        var counts = started.Samples.Where(sample => sample.Metric.EndsWith("_bucket", StringComparison.Ordinal)).Select(sample => sample.Value).ToList();
        Assert.True(counts.Distinct().Count() >= 4, started.Yaml);
        Assert.Equal(50, counts[^2]);
    }

    [Fact]
    public async Task TextWithUnitsIsReadByTheFunctionsForIt()
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(1, 20).Select(i => $"time=2026-11-22T13:04:05Z level=info msg=done wait={i}ms got={i}KB outcome={(i % 2 == 0 ? "hit" : "miss")}");
        await WriteAsync(volume["app.log"], lines);

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Equal(0.21, started.Total("wait_seconds_sum"), 6);
        Assert.Equal(210_000, started.Total("got_bytes_sum"), 6);
        Assert.Equal(10, started.Total("log_events_total", ("outcome", "hit")));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task ATableIsKnownByItsHeader(char delimiter)
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(0, 30).Select(i => string.Join(delimiter, "2026-11-22 13:04:05", i % 3 == 0 ? "eu" : "us", i, $"\"a{delimiter}b\""));
        await WriteAsync(volume["jobs.csv"], [string.Join(delimiter, "time", "region", "duration_ms", "note"), .. lines]);

        var started = await Started.OfAsync(volume, volume["jobs.csv"]);

        Assert.Contains("header: true", started.Yaml, StringComparison.Ordinal);
        Assert.Equal(10, started.Total("log_events_total", ("region", "eu")));
        Assert.Equal(0.435, started.Total("duration_seconds_sum"), 6);
    }

    [Fact]
    public async Task TextOfJavaIsJoinedAndCountedByLevel()
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(0, 20).SelectMany(i => i % 5 == 0
            ? new[] { $"13:04:05.{i:000} [main] ERROR com.example.Orders -- failed", "java.lang.IllegalStateException: no", "\tat com.example.Orders.place(Orders.java:7)" }
            : [$"13:04:05.{i:000} [main] INFO  com.example.Orders -- placed"]);
        await WriteAsync(volume["app.log"], lines);

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Contains("format: logback\n    multiline: ", started.Yaml, StringComparison.Ordinal);
        Assert.Equal(16, started.Total("log_events_total", ("level", "Information")));
        Assert.Equal(4, started.Total("log_events_total", ("level", "Error")));
        Assert.Equal(4, started.Total("log_exceptions_total", ("type", "java.lang.IllegalStateException")));
    }

    [Fact]
    public async Task PlainTextCountsByTheLevelsThatAreThere()
    {
        using var volume = new TempVolume();
        await WriteAsync(volume["app.log"], Enumerable.Range(0, 30).Select(i => $"2026-11-22 13:04:{i:00} {(i % 10 == 0 ? "ERROR" : "INFO")} - whatever {i}, it goes on ~ and on"));

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Equal(30, started.Total("log_events_total"));
        Assert.Equal(3, started.Total("log_events_total", ("level", "Error")));
    }

    [Fact]
    public async Task RolledAndPackedFilesAreOneInput()
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(0, 10).Select(i => $"{{\"level\":\"info\",\"n\":{i}}}").ToList();
        await WriteAsync(volume["app.log"], lines);
        await WriteAsync(volume["app.log.1"], lines);
        await using (var packed = new GZipStream(File.Create(volume["app.log.2.gz"]), CompressionLevel.Fastest))
            await packed.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), Cancel);

        var started = await Started.OfAsync(volume, volume["app.log"], volume["app.log.1"], volume["app.log.2.gz"]);

        Assert.Single(started.Yaml.Split('\n'), line => line.Contains("- path:", StringComparison.Ordinal));
        Assert.Equal(30, started.Total("log_events_total", ("level", "Information")));
    }

    [Fact]
    public async Task FilesOfSeveralFormatsAreInputsOfTheirOwn()
    {
        using var volume = new TempVolume();
        File.Copy(Started.Sample("nginx-combined"), volume["access.log"]);
        File.Copy(Started.Sample("nginx-error"), volume["error.log"]);
        var errors = File.ReadAllLines(volume["error.log"]).Length;

        var started = await Started.OfAsync(volume, volume.Path);

        Assert.Contains("format: combined\n", started.Yaml, StringComparison.Ordinal);
        Assert.Contains("format: nginx-error\n", started.Yaml, StringComparison.Ordinal);
        Assert.Equal(145, started.Total("http_requests_total"));
        Assert.InRange(started.Total("log_events_total"), errors * 0.9, errors);
    }

    [Fact]
    public async Task ManyStreamsOfOneDirectoryAreOnePattern()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 8; i++) await WriteAsync(volume[$"app-{(char)('a' + i)}.log"], ["{\"level\":\"info\"}", "{\"level\":\"warn\"}"]);

        var started = await Started.OfAsync(volume, volume.Path);

        Assert.Contains($"  - path: '{volume["*.log"]}'\n", started.Yaml.Replace($"path: {volume["*.log"]}", $"path: '{volume["*.log"]}'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(8, started.Total("log_events_total", ("level", "Warning")));
    }

    public static TheoryData<string> OddNames =>
    [
        "a b", "it's", "say \"so\"", "größe", "{x}", "[x]", "a: b #c", "- x", "null", "and", "true", "like", "@at", "yes", "line\nfeed", "tab\there",
        "\u2028sep", "x,y", "%d", "*", "&a", "!t", "|", ">", "`", "\\", "ends ", " starts", "日本", "a.b.c", "a..b", "le", "quantile", "job", "0day",
        "__x", "ms", "_", "-", "\u0085", "CamelCaseName", "HTTPServer", "😀",
    ];

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task OddNamesOfFieldsAreWrittenAsTheyMust(string name)
    {
        using var volume = new TempVolume();
        await WriteAsync(volume["app.log"], Enumerable.Range(0, 20).Select(i => Json(
            ("level", "info"), (name, i % 2 == 0 ? "one" : "two\n# injected: [\u2028"), (name + "_ms", i), (name + "_bytes", i), ("queue " + name, i), ("user " + name, "u" + i))));

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Equal(20, started.Total("log_events_total"));
        Assert.All(started.Yaml, letter => Assert.True(letter == '\n' || !char.IsControl(letter)));
        if (name.Trim().Length > 0 && !name.Contains('.')) Assert.Contains(started.Samples, sample => sample.Metric.EndsWith("_seconds_count", StringComparison.Ordinal) && sample.Value == 20);
    }

    [Fact]
    public async Task FieldsOfOneNameInOtherLettersHaveMetricsOfTheirOwn()
    {
        using var volume = new TempVolume();
        await WriteAsync(volume["app.log"], Enumerable.Range(0, 20).Select(i => Json(
            ("level", "info"), ("wait_ms", i), ("waitMs", i), ("wait-ms", i), ("kind", i % 2 == 0 ? "a" : "b"), ("Kind", i % 2 == 0 ? "a" : "b"))));

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Equal(3, started.Samples.Count(sample => sample.Metric.EndsWith("_seconds_count", StringComparison.Ordinal) && sample.Value == 20));
    }

    private static string Json(params (string Name, object Value)[] members) => JsonSerializer.Serialize(
        members.DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value), Relaxed);

    private static Task WriteAsync(string path, IEnumerable<string> lines) =>
        File.WriteAllTextAsync(path, string.Concat(lines.Select(line => line + "\n")), Cancel);

    private static string Unquoted(string yaml) => yaml.Replace("'", "", StringComparison.Ordinal);
}
