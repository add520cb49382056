using System.Text.RegularExpressions;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Host.Starter;

/// <summary>Files that real programs wrote: rules for each are right, and their series sensible.</summary>
public sealed partial class SampleFilesTests
{
    public static TheoryData<string> Names => [.. Directory
        .EnumerateFiles(Repository.Path("tests/LogPair.Processor.Tests/Parsing/Samples"), "*.log")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RulesAreAcceptedAndTheirSeriesAreFewAndNotEmpty(string name)
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample(name));

        Assert.NotEmpty(started.Samples);
        Assert.Contains(started.Samples, sample => sample.Value > 0 && sample.Metric.EndsWith("_total", StringComparison.Ordinal));
        var rules = RulesLoader.Load("rules.yaml", started.Yaml).Rules!;
        Assert.All(rules.Metrics, rule =>
        {
            var metric = rule.Definition;
            var own = started.Samples.Where(sample => sample.Metric == metric.Name).ToList();
            Assert.InRange(own.Count, 0, metric.MaxSeries);
            Assert.All(own.SelectMany(sample => sample.Labels), label => Assert.DoesNotMatch(Identity(), label.Value));
            Assert.DoesNotContain(own.SelectMany(sample => sample.Labels), label => label.Value == "other" && label.Label != "type");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WhatIsCommentedOutIsRightAsWell(string name)
    {
        using var volume = new TempVolume();
        var started = await Started.OfAsync(volume, Started.Sample(name));

        var lines = started.Yaml.Split('\n');
        var mark = Array.FindIndex(lines, line => line.StartsWith("  # Others that may serve you.", StringComparison.Ordinal));
        if (mark < 0) return;

        var all = lines.Select((line, index) => index > mark && line.StartsWith("  # ", StringComparison.Ordinal) ? "  " + line[4..] : line);
        await File.WriteAllTextAsync(started.RulesPath, string.Join('\n', all), TestContext.Current.CancellationToken);
        await Started.CheckAsync(started.RulesPath);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheSameFileMakesTheSameRules(string name)
    {
        using var volume = new TempVolume();

        var first = await Started.OfAsync(volume, Started.Sample(name));
        var second = await Started.OfAsync(volume, Started.Sample(name));

        Assert.Equal(first.Yaml, second.Yaml);
        Assert.Equal(first.Report, second.Report);
    }

    // All lines count, or all that are records: the number is that of the file, by another way of counting.
    [Theory]
    [InlineData("nginx-combined", "combined", "http_requests_total", "^", "DELETE GET HEAD OPTIONS POST BREW none", "method")]
    [InlineData("apache-combined", "combined", "http_requests_total", "^", "", "status")]
    [InlineData("apache-common", "common", "http_requests_total", "^", "", "status")]
    [InlineData("nginx-fields", "json", "http_requests_total", "^", "", "status")]
    [InlineData("apache-error", "apache-error", "log_events_total", "^", "authz_core core mpm_event", "module")]
    [InlineData("rsyslog-rfc5424", "syslog", "log_events_total", "^", "Debug Error Fatal Information Warning", "level")]
    [InlineData("rsyslog-traditional", "syslog", "log_events_total", "^", "", "app")]
    [InlineData("docker-json-file", "json", "log_events_total", "\"log\":\"{", "Error Fatal Information Warning", "level")]
    [InlineData("cri-k8s-file", "json", "log_events_total", "level", "Error Fatal Information Warning", "level")]
    [InlineData("pino", "json", "log_events_total", "^", "Debug Error Fatal Information Verbose Warning", "level")]
    [InlineData("zap", "json", "log_events_total", "^", "Debug Error Fatal Information Warning", "level")]
    [InlineData("ecs", "json", "log_events_total", "^", "Error Fatal Information Warning", "level")]
    [InlineData("microsoft", "json", "log_events_total", "^", "Error Fatal Information Verbose Warning", "level")]
    [InlineData("logrus-text", "logfmt", "log_events_total", "^", "", "level")]
    [InlineData("python-text", "python", "log_events_total", "shop\\.orders|^\\[2026", "Debug Error Fatal Information Warning", "level")]
    [InlineData("apache-custom", "plain", "log_events_total", "^", "", "level")]
    public async Task EveryRecordCountsInTheMetricThatOneWouldExpect(
        string name, string format, string metric, string record, string values, string label)
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample(name));

        Assert.Contains($"\n    format: {format}\n", started.Yaml, StringComparison.Ordinal);
        var records = File.ReadAllLines(Started.Sample(name)).Count(line => Regex.IsMatch(line, record));
        Assert.Equal(records, started.Total(metric));
        var expected = values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        if (values.Length > 0) Assert.Equal(string.Join(' ', expected), started.Values(metric, label));
    }

    [Fact]
    public async Task AnAccessLogHasRequestsByMethodStatusAndRouteAndSizes()
    {
        using var volume = new TempVolume();
        var lines = await File.ReadAllLinesAsync(Started.Sample("nginx-combined"), TestContext.Current.CancellationToken);
        var statuses = lines.Select(line => Status().Match(line).Groups[1].Value).GroupBy(status => status).ToDictionary(group => group.Key, group => group.Count());

        var started = await Started.OfAsync(volume, Started.Sample("nginx-combined"));

        Assert.All(statuses, status => Assert.Equal(status.Value, started.Total("http_requests_total", ("status", status.Key))));
        Assert.Equal(statuses.Count, started.Values("http_requests_total", "status").Split(' ').Length);
        Assert.Contains("/orders/{n}", started.Values("http_requests_total", "route"), StringComparison.Ordinal);
        Assert.Equal(lines.Length, started.Total("http_response_size_bytes_count"));
        Assert.Equal(lines.Sum(line => int.Parse(Status().Match(line).Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)), started.Total("http_response_size_bytes_sum"));

        // The comments say what was counted in another way just now.
        var byCount = statuses.OrderByDescending(status => status.Value).ThenBy(status => status.Key, StringComparer.Ordinal).Select(status => status.Key);
        Assert.Contains($"# {statuses.Count} distinct values in {lines.Length} records: {string.Join(", ", byCount)}.\n      status: status", started.Yaml, StringComparison.Ordinal);
        Assert.Contains("combined, as 100 % of its first 50 lines look", started.Report, StringComparison.Ordinal);
        Assert.Contains($"all {lines.Length} lines", started.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MillisecondsOfALoggerBecomeSeconds()
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample("pino"));

        Assert.Equal(2, started.Total("http_request_duration_seconds_count"));
        Assert.Equal(0.006, started.Total("http_request_duration_seconds_sum"), 6);
        Assert.Contains("value: responseTime / 1000", started.Yaml, StringComparison.Ordinal);
        Assert.Contains("# 3 distinct values in 4 records of 7: 200, 404, 500.", started.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExceptionsCountByTypeAndLinesOfOneEventAreJoined()
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample("python-text"));

        Assert.Contains("\n    multiline: python\n", started.Yaml, StringComparison.Ordinal);
        Assert.Equal(5, started.Total("log_exceptions_total"));
    }

    [Fact]
    public async Task LinesThatAreNoRecordsAreCountedAndShownWithWhatToDo()
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample("cri-k8s-file"));

        Assert.Contains("\n    wrapper: cri\n", started.Yaml, StringComparison.Ordinal);
        Assert.Contains("3 lines could not be read (not JSON), such as: java.lang.IllegalStateException: boom", started.Report, StringComparison.Ordinal);
        Assert.Contains("grok", started.Report, StringComparison.Ordinal);
        Assert.Contains("# 3 lines could not be read as json.", started.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnAccessLogHasBehindItsFieldsIsPointedOut()
    {
        using var volume = new TempVolume();

        var started = await Started.OfAsync(volume, Started.Sample("nginx-main"));

        Assert.Contains("lines go on behind the known fields: rt=0.001 urt=0.000", started.Report, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[0-9a-fA-F-]{16,}$|@.*\.|^\d+\.\d+\.\d+\.\d+|^\d{4}-\d\d-\d\d")]
    private static partial Regex Identity();

    [GeneratedRegex("\" ([0-9]{3}) ([0-9]+) \"")]
    private static partial Regex Status();
}
