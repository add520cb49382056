using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Reload;

public sealed partial class ReloadTests : IDisposable
{
    private const string Lines = """
        metrics:
          - name: kept_total
            type: counter
            labels: { n: N }

        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TempVolume _volume = new(nameof(ReloadTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task AGoodReloadKeepsWhatDidNotChangeAndBeginsWhatIsNew()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Lines);
        Write(3);
        await UntilAsync(sidecar, "kept_total{n=\"1\"}", 3);

        sidecar.Change(Lines + "  - name: new_total\n    type: counter\n");
        await sidecar.SaysAsync(Reloaded());
        var first = await sidecar.Client.GetStringAsync(new Uri(sidecar.Url), Cancel);
        Write(2);
        var metrics = await UntilAsync(sidecar, "new_total", 2);

        Assert.Equal(5, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(5, Value(metrics, "logpair_lines_total"));
        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"success\"}"));
        Assert.Equal(0, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        Assert.Equal(1, Value(metrics, "logpair_config_last_reload_success"));
        Assert.Equal(1, Value(metrics, "logpair_ready"));
        Assert.NotEqual(0, Value(first, "logpair_last_scrape_timestamp_seconds"));
        Assert.Equal(ExitCode.Done, await sidecar.EndAsync());
    }

    [Fact]
    public async Task AReloadWithErrorsChangesNothingAndSaysEachOnce()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Lines);
        sidecar.Change(Lines + "  - name: bad_total\n    type: countr\n  - name: worse total\n    type: counter\n");
        await sidecar.SaysAsync(Refused());
        Write(2);
        var metrics = await UntilAsync(sidecar, "kept_total{n=\"1\"}", 2);

        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        Assert.Equal(0, Value(metrics, "logpair_config_last_reload_success"));
        Assert.Single(Mistake().Matches(sidecar.Error.ToString()));

        sidecar.Change(Lines);
        await sidecar.SaysAsync(Reloaded());
        metrics = await UntilAsync(sidecar, "logpair_config_last_reload_success", 1);
        Assert.Equal(2, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        Assert.Equal(ExitCode.Done, await sidecar.EndAsync());
    }

    [Fact]
    public async Task NoLineIsLostOrCountedTwiceAndNoScrapeFailsWhileRulesChange()
    {
        const int Reloads = 4;
        await using var sidecar = await Sidecar.StartAsync(_volume, Lines);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() => WriteUntilAsync(enough.Token), Cancel);
        var scraping = Task.Run(() => ScrapeUntilAsync(sidecar, enough.Token), Cancel);

        for (var reload = 1; reload <= Reloads; reload++)
        {
            sidecar.Change(Lines + $"  - name: of_{reload}_total\n    type: counter\n");
            await sidecar.SaysAsync(new Regex($"(?s)(Reloaded .*){{{reload}}}"));
        }

        await enough.CancelAsync();
        var written = await writing;
        var metrics = await UntilAsync(sidecar, "logpair_lines_total", written);

        Assert.Equal(written, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(Reloads, Value(metrics, "logpair_config_reloads_total{result=\"success\"}"));
        Assert.Equal("", await scraping);
        Assert.Equal(ExitCode.Done, await sidecar.EndAsync());
    }

    [Fact]
    public async Task WhatOnlyARestartCanChangeIsNamedAndKept()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Lines);

        sidecar.Change(Lines + "settings:\n  logLevel: error\n  lanes: 1\n");
        await sidecar.SaysAsync(Reloaded());
        using var response = await sidecar.Client.GetAsync(new Uri(sidecar.Url), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("logLevel is now error in the configuration; this process keeps info", sidecar.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await sidecar.EndAsync());
    }

    private void Write(int lines) =>
        File.AppendAllText(_volume["logs/a.log"], string.Concat(Enumerable.Repeat("{\"N\":1}\n", lines)));

    // A few thousand lines a second, every other one in two pieces.
    private async Task<long> WriteUntilAsync(CancellationToken enough)
    {
        var written = 0L;
        await using var file = new StreamWriter(_volume["logs/b.log"]) { AutoFlush = true };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!enough.IsCancellationRequested && await timer.WaitForNextTickAsync(Cancel))
        {
            for (var i = 0; i < 5; i++)
            {
                await file.WriteAsync("{\"N\":1}\n{\"N\":1");
                await file.WriteAsync("}\n");
                written += 2;
            }
        }

        return written;
    }

    /// <returns>What was wrong; empty if nothing.</returns>
    private static async Task<string> ScrapeUntilAsync(Sidecar sidecar, CancellationToken enough)
    {
        var last = 0.0;
        while (!enough.IsCancellationRequested)
        {
            using var response = await sidecar.Client.GetAsync(new Uri(sidecar.Url), Cancel);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            if (!response.IsSuccessStatusCode) return text;
            var value = Value(text, "kept_total{n=\"1\"}");
            if (value < last) return $"{value} after {last}";
            last = double.IsNaN(value) ? last : value;
        }

        return "";
    }

    private static async Task<string> UntilAsync(Sidecar sidecar, string series, double least)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (true)
        {
            var metrics = await sidecar.Client.GetStringAsync(new Uri(sidecar.Url), Cancel);
            if (Value(metrics, series) >= least) return metrics;
            if (late.IsCancellationRequested) throw new TimeoutException($"{series} does not reach {least}:\n{metrics}\n{sidecar.Error}");
        }
    }

    private static double Value(string metrics, string series)
    {
        var line = metrics.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("Reloaded .*rules.yaml")]
    private static partial Regex Reloaded();

    [GeneratedRegex("is not used, it has \\d+ errors")]
    private static partial Regex Refused();

    [GeneratedRegex("countr")]
    private static partial Regex Mistake();
}
