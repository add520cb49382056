using System.Globalization;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>A log of yesterday in a real Prometheus: replayed with its own time, made into blocks by promtool.</summary>
public sealed class BackfillTests
{
    private const string Rules = """
        metrics:
          - name: requests_total
            type: counter
            labels: { method: Method }
          - name: request_duration_seconds
            type: histogram
            value: Elapsed / 1000
            buckets: [0.1, 1]
          - name: queue_length
            type: gauge
            value: Queue
        """;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrometheusAnswersWithTheLogsOwnTime()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["rules.yaml"], Rules, Cancel);
        await File.WriteAllLinesAsync(volume["app.log"], Lines(), Cancel);
        Directory.CreateDirectory(volume["tsdb"]);
        await BackfillAsync(volume);

        await using var prometheus = await PrometheusProcess.StartAsync(volume, "127.0.0.1:1", "1h", Cancel);

        // Ten GETs a minute for three hours, a PUT in every fifth minute; the last line of each minute comes first.
        Assert.Equal(10, await AtAsync(prometheus, "requests_total{method='GET'}", minutes: 1));
        Assert.Equal(1800, await AtAsync(prometheus, "requests_total{method='GET'}", minutes: 180));
        Assert.Equal(36, await AtAsync(prometheus, "requests_total{method='PUT'}", minutes: 180));
        Assert.Equal(10, await AtAsync(prometheus, "increase(requests_total{method='GET'}[1m])", minutes: 1));
        Assert.Equal(1, await AtAsync(prometheus, "increase(requests_total{method='PUT'}[1m])", minutes: 5));
        Assert.Equal(600, await AtAsync(prometheus, "increase(requests_total{method='GET'}[1h])", minutes: 60));
        Assert.Equal(1836, await AtAsync(prometheus, "request_duration_seconds_count", minutes: 180));
        Assert.Equal(36, await AtAsync(prometheus, "request_duration_seconds_bucket{le='+Inf'} - ignoring(le) request_duration_seconds_bucket{le='0.1'}", minutes: 180));
        Assert.Equal(1800 * 0.0625 + 36 * 0.5, await AtAsync(prometheus, "request_duration_seconds_sum", minutes: 180));
        Assert.Equal(90, await AtAsync(prometheus, "queue_length", minutes: 90));
        Assert.True(double.IsNaN(await AtAsync(prometheus, "requests_total{method='GET'}", minutes: -1)));
    }

    private static IEnumerable<string> Lines()
    {
        for (var minute = 0; minute < 180; minute++)
        {
            for (var second = 59; second >= 50; second--) yield return Line(minute, second, "GET", 62.5);
            if (minute % 5 == 4) yield return Line(minute, 20, "PUT", 500);
        }
    }

    private static string Line(int minute, int second, string method, double elapsed) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"@t":"{{Start.AddMinutes(minute).AddSeconds(second):O}}","Method":"{{method}}","Elapsed":{{elapsed}},"Queue":{{minute + 1}}}""");

    private static async Task BackfillAsync(TempVolume volume)
    {
        var replayed = await LogPairProcess.OutputAsync(
            volume["old.om"], Cancel, "replay", "--config", volume["rules.yaml"], "--format", "openmetrics", "--timestamps", volume["app.log"]);
        Assert.True(replayed.ExitCode == 0, replayed.Error);
        Assert.Contains("180 steps with events, 2026-03-01 12:01:00Z to 2026-03-01 15:00:00Z", replayed.Error, StringComparison.Ordinal);

        var made = await Tool.TryRunAsync("promtool", ["tsdb", "create-blocks-from", "openmetrics", volume["old.om"], volume["tsdb"]], Cancel);
        Requirement.Check(made is null ? "There is no promtool. Install it (apt-get install prometheus; .ci/prepare does)." : null);
        Assert.True(made!.ExitCode == 0, made.Error + made.Output);
    }

    private static Task<double> AtAsync(PrometheusProcess prometheus, string expression, int minutes) =>
        prometheus.Client.ValueAsync(expression, Start.AddMinutes(minutes), Cancel);
}
