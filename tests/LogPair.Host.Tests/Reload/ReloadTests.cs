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
    private readonly CancellationTokenSource _stop = new();
    private readonly SignallingWriter _error = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private string _url = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
        _volume.Dispose();
    }

    [Fact]
    public async Task AGoodReloadKeepsWhatDidNotChangeAndBeginsWhatIsNew()
    {
        var running = await StartAsync(Lines);
        Write(3);
        await UntilAsync("kept_total{n=\"1\"}", 3);

        Change(Lines + "  - name: new_total\n    type: counter\n");
        await _error.WaitForAsync(Reloaded(), Deadline);
        Write(2);
        var metrics = await UntilAsync("new_total", 2);

        Assert.Equal(5, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(5, Value(metrics, "logpair_lines_total"));
        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"success\"}"));
        Assert.Equal(0, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        Assert.Equal(1, Value(metrics, "logpair_config_last_reload_success"));
        Assert.Equal(1, Value(metrics, "logpair_ready"));
        await EndAsync(running);
    }

    [Fact]
    public async Task AReloadWithErrorsChangesNothingAndSaysEachOnce()
    {
        var running = await StartAsync(Lines);
        Change(Lines + "  - name: bad_total\n    type: countr\n  - name: worse total\n    type: counter\n");
        await _error.WaitForAsync(Refused(), Deadline);
        Write(2);
        var metrics = await UntilAsync("kept_total{n=\"1\"}", 2);

        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        Assert.Equal(0, Value(metrics, "logpair_config_last_reload_success"));
        Assert.Single(Mistake().Matches(_error.ToString()));

        Change(Lines);
        await _error.WaitForAsync(Reloaded(), Deadline);
        metrics = await UntilAsync("logpair_config_last_reload_success", 1);
        Assert.Equal(2, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(1, Value(metrics, "logpair_config_reloads_total{result=\"failure\"}"));
        await EndAsync(running);
    }

    [Fact]
    public async Task NoLineIsLostOrCountedTwiceAndNoScrapeFailsWhileRulesChange()
    {
        const int Reloads = 4;
        var running = await StartAsync(Lines);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() => WriteUntilAsync(enough.Token), Cancel);
        var scraping = Task.Run(() => ScrapeUntilAsync(enough.Token), Cancel);

        for (var reload = 1; reload <= Reloads; reload++)
        {
            Change(Lines + $"  - name: of_{reload}_total\n    type: counter\n");
            await _error.WaitForAsync(new Regex($"(?s)(Reloaded .*){{{reload}}}"), Deadline);
        }

        await enough.CancelAsync();
        var written = await writing;
        var metrics = await UntilAsync("logpair_lines_total", written);

        Assert.Equal(written, Value(metrics, "kept_total{n=\"1\"}"));
        Assert.Equal(Reloads, Value(metrics, "logpair_config_reloads_total{result=\"success\"}"));
        Assert.Equal("", await scraping);
        await EndAsync(running);
    }

    [Fact]
    public async Task WhatOnlyARestartCanChangeIsNamedAndKept()
    {
        var running = await StartAsync(Lines);

        Change(Lines + "settings:\n  logLevel: error\n  lanes: 1\n");
        await _error.WaitForAsync(Reloaded(), Deadline);
        using var response = await _client.GetAsync(new Uri(_url), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("logLevel is now error in the configuration; this process keeps info", _error.ToString(), StringComparison.Ordinal);
        await EndAsync(running);
    }

    private async Task<Task<int>> StartAsync(string rules)
    {
        Directory.CreateDirectory(_volume["logs"]);
        File.WriteAllText(_volume["rules.yaml"], rules);
        var running = Task.Run(() => CommandLine.InvokeAsync(
            [
                "run", "--logs", _volume["logs"], "--state", _volume["state"], "--config", _volume["rules.yaml"],
                "--listen", "127.0.0.1:0", "--log-format", "text",
            ],
            Some.Surroundings(_stop.Token) with { Error = _error }));
        _url = (await _error.WaitForAsync(Listening(), Deadline)).Groups[1].Value;
        await _client.GetStringWhenReadyAsync(_url, Deadline);
        return running;
    }

    private async Task EndAsync(Task<int> running)
    {
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await running.WaitAsync(Deadline, Cancel));
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
    private async Task<string> ScrapeUntilAsync(CancellationToken enough)
    {
        var last = 0.0;
        while (!enough.IsCancellationRequested)
        {
            using var response = await _client.GetAsync(new Uri(_url), Cancel);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            if (!response.IsSuccessStatusCode) return text;
            var value = Value(text, "kept_total{n=\"1\"}");
            if (value < last) return $"{value} after {last}";
            last = double.IsNaN(value) ? last : value;
        }

        return "";
    }

    private void Change(string rules)
    {
        File.WriteAllText(_volume["next.yaml"], rules);
        File.Move(_volume["next.yaml"], _volume["rules.yaml"], overwrite: true);
    }

    private async Task<string> UntilAsync(string series, double least)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (true)
        {
            var metrics = await _client.GetStringAsync(new Uri(_url), Cancel);
            if (Value(metrics, series) >= least) return metrics;
            if (late.IsCancellationRequested) throw new TimeoutException($"{series} does not reach {least}:\n{metrics}\n{_error}");
        }
    }

    private static double Value(string metrics, string series)
    {
        var line = metrics.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("Metrics are at (http[^ \"]+/metrics)")]
    private static partial Regex Listening();

    [GeneratedRegex("Reloaded .*rules.yaml")]
    private static partial Regex Reloaded();

    [GeneratedRegex("is not used, it has \\d+ errors")]
    private static partial Regex Refused();

    [GeneratedRegex("countr")]
    private static partial Regex Mistake();
}
