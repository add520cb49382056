using System.Net;
using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Host.Commands;

public sealed partial class RunRunnerTests : IDisposable
{
    // Generous: on a busy machine a signal may take long, and a failure must still say what it waited for.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly SignallingWriter _error = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task AMissingLogDirectoryIsWaitedForAndNotMade()
    {
        using var volume = new TempVolume();
        var running = Start("run", "--logs", volume["late"], "--listen", "127.0.0.1:0", "--log-format", "text");
        var url = await UrlAsync();

        await _error.WaitForAsync(LateDirectory(), Deadline);
        using var before = await _client.GetAsync(new Uri(url.Replace("/metrics", "/readyz", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(volume["late"]));
        Directory.CreateDirectory(volume["late"]);
        await _error.WaitForAsync(Arrived(), Deadline);
        await _stop.CancelAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal($"not ready: log directory {volume["late"]} does not exist yet\n",
            await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Done, await running.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Single(LateDirectory().Matches(_error.ToString()));
    }

    [Fact]
    public async Task WhatIsWrittenBeforeTheStopIsInTheCheckpoint()
    {
        using var volume = new TempVolume();
        var running = Start("run", "--logs", volume.Path, "--listen", "127.0.0.1:0", "--log-format", "json");
        await UrlAsync();

        await File.WriteAllTextAsync(volume["a.log"], "{\"@t\":\"2026-11-22T13:00:00Z\",\"@mt\":\"x\"}\n", TestContext.Current.CancellationToken);
        await _stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await running.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        using var again = new CancellationTokenSource();
        var second = CommandLine.InvokeAsync(["run", "--logs", volume.Path, "--listen", "127.0.0.1:0", "--log-format", "json"],
            Some.Surroundings(again.Token) with { Error = _error.Restarted() });
        var metrics = await _client.GetStringWhenReadyAsync(await UrlAsync(), Deadline);
        await again.CancelAsync();
        await second.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.Contains("log_events_total{level=\"Information\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondProcessorOfTheSameStateWaitsForTheFirstToEnd()
    {
        using var volume = new TempVolume();
        await using var first = await Sidecar.StartAsync(volume, "");
        File.WriteAllText(volume["logs/a.log"], "{\"@t\":\"2026-11-22T13:00:00Z\",\"@mt\":\"x\"}\n");

        var second = Start("run", "--logs", volume["logs"], "--state", volume["state"], "--listen", "127.0.0.1:0", "--log-format", "text");
        var url = await UrlAsync();
        await _error.WaitForAsync(WaitsForState(), Deadline);
        using var ready = await _client.GetAsync(new Uri(url.Replace("/metrics", "/readyz", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Equal($"not ready: another processor is at work with the state directory {volume["state"]}\n",
            await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Done, await first.EndAsync());

        var metrics = await _client.GetStringWhenReadyAsync(url, Deadline);
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await second.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Contains("logpair_lines_total 1\n", metrics, StringComparison.Ordinal);
    }

    private Task<int> Start(params string[] arguments) =>
        Task.Run(() => CommandLine.InvokeAsync(arguments, Some.Surroundings(_stop.Token) with { Error = _error }));

    private async Task<string> UrlAsync() => (await _error.WaitForAsync(Listening(), Deadline)).Groups[1].Value;

    [GeneratedRegex("Metrics are at (http[^ \"]+/metrics)")]
    private static partial Regex Listening();

    [GeneratedRegex("Another processor is at work with the state directory .*state;")]
    private static partial Regex WaitsForState();

    [GeneratedRegex("late does not exist; waiting for it")]
    private static partial Regex LateDirectory();

    [GeneratedRegex("late is there now")]
    private static partial Regex Arrived();
}
