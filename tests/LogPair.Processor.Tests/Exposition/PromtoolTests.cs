using System.Text;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using LogPair.Processor.Tests.Pipeline;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>Prometheus' own judge on what the processor shows, and on the names that it warns of.</summary>
public class PromtoolTests
{
    private const string AllTypes = """
        labels: { site: { text: eu } }
        metrics:
          - { name: http_requests_total, type: counter, help: Requests., labels: { method: Method }, exemplars: true }
          - { name: queue_jobs, type: gauge, help: Jobs., value: Elapsed }
          - { name: slowest_seconds, type: gauge, help: Slowest., value: Elapsed, action: max }
          - { name: duration_seconds, type: histogram, help: Times., value: Elapsed, exemplars: true }
          - { name: latency_seconds, type: summary, help: Times., value: Elapsed, labels: { method: Method } }
          - { name: users, type: distinct, help: Users., value: User }
          - { name: heavy_users, type: topk, help: Users by requests., k: 2, labels: { user: User } }
        """;

    [Fact]
    public async Task PrometheusAcceptsMetricsOfEveryType()
    {
        using var volume = new TempVolume();
        File.WriteAllLines(volume["a.log"], Enumerable.Range(0, 200).Select(i =>
            $$"""{"Method":"{{(i % 2 == 0 ? "GET" : "P\\\"T")}}","Elapsed":{{i}}.5,"User":"u{{i % 7}}","@t":"2026-11-22T00:00:00Z"}"""));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], AllTypes, new FakeTimeProvider());
        processor.StepToEnd();
        using var text = new MemoryStream();
        await processor.Checkpointer.WriteMetricsAsync(
            text, ExpositionFormat.PrometheusText, () => { }, TestContext.Current.CancellationToken);
        var exposition = Encoding.UTF8.GetString(text.ToArray());

        Assert.Empty(await Promtool.CheckMetricsAsync(exposition));
        Assert.Contains("\nusers{site=\"eu\"} 7\n", exposition, StringComparison.Ordinal);
        Assert.Equal(2, exposition.Split('\n').Count(line => line.StartsWith("heavy_users{", StringComparison.Ordinal)));
        Assert.Contains("\nslowest_seconds{site=\"eu\"} 199.5\n", exposition, StringComparison.Ordinal);
        Assert.Contains("latency_seconds_count{method=\"GET\",site=\"eu\"} 100\n", exposition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThereIsAWarningForEveryNameThatPromtoolComplainsOf()
    {
        string[] names =
        [
            "requests", "requests_total", "request_milliseconds", "request_seconds", "request_ms", "x_kilobytes", "x_kb",
            "x_bits", "x_minutes_total", "counter_thing", "thing_counter", "thing_gauge_x", "summary", "x_histogram",
            "httpRequests", "a:b", "x_count", "x_sum", "x_bucket", "x_days", "weight_pounds", "d_total", "x_s", "x_sec",
            "x_b_total", "temperature_celsius", "temperature_fahrenheit", "length_meters", "size_megabytes", "m", "h_h",
        ];
        (string Yaml, string Prometheus)[] types = [("counter", "counter"), ("gauge, value: A", "gauge")];
        foreach (var (yaml, type) in types)
        {
            var text = string.Concat(names.Select(name => $"# HELP {name} h\n# TYPE {name} {type}\n{name} 1\n"));
            var complaints = (await Promtool.CheckMetricsAsync(text)).Select(line => line.Split(' ')[0]).ToHashSet();

            foreach (var name in names)
            {
                var rules = RulesLoader.Load("r.yaml", $"metrics: [{{ name: '{name}', type: {yaml}, help: h }}]");
                Assert.Empty(rules.Errors);
                Assert.True(complaints.Contains(name) == rules.Warnings.Count > 0,
                    $"{type} {name}: promtool {(complaints.Contains(name) ? "complains" : "does not complain")}, "
                    + $"check says {string.Join("; ", rules.Warnings)}");
            }
        }
    }

    [Fact]
    public async Task OurOwnMetricsAreAcceptedToo()
    {
        var catalog = new MetricCatalog(RuleSet.BuiltIn);
        var text = string.Concat(catalog.Definitions.Select(
            metric => $"# HELP {metric.Name} {metric.Help}\n# TYPE {metric.Name} counter\n{metric.Name} 1\n"));

        Assert.Empty(await Promtool.CheckMetricsAsync(text));
    }
}
