using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Web;

/// <summary>What was refused is among the metrics, and a restart or a reload does not take it back.</summary>
public sealed partial class RefusalMetricTests : IDisposable
{
    private const string Token = "a-token-of-many-characters";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SignallingWriter _error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task RefusalsSurviveARestart()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["token"], Token, Cancel);
        await File.WriteAllTextAsync(volume["web.yml"], "logpair: { bearer_token_files: [token] }", Cancel);

        Assert.Equal(["1", "3"], await RunAsync(volume, refused: [1, 2]));
        Assert.Equal(["3", "4"], await RunAsync(volume, refused: [0, 1]));
    }

    /// <returns>What scrapes show after so many requests without a token each.</returns>
    private async Task<List<string>> RunAsync(TempVolume volume, int[] refused)
    {
        using var stop = new CancellationTokenSource();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        _error.Restarted();
        var running = Task.Run(() => CommandLine.InvokeAsync(
            [
                "run", "--logs", volume["logs"], "--state", volume["state"], "--web-config", volume["web.yml"], "--listen", "127.0.0.1:0",
                "--log-format", "text",
            ],
            Some.Surroundings(stop.Token) with { Error = _error }), Cancel);
        var url = (await _error.WaitForAsync(Listening(), Deadline)).Groups[1].Value;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        await client.GetStringWhenReadyAsync(url, Deadline);
        var shown = new List<string>();
        foreach (var count in refused)
        {
            using var nobody = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            for (var i = 0; i < count; i++) (await nobody.GetAsync(new Uri(url), Cancel)).Dispose();
            shown.Add(Refusals().Match(await client.GetStringAsync(new Uri(url), Cancel)).Groups[1].Value);
        }

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await running.WaitAsync(Deadline, Cancel));
        return shown;
    }

    [GeneratedRegex("Metrics are at (http[^ \"]+/metrics)")]
    private static partial Regex Listening();

    [GeneratedRegex("logpair_port_refusals_total\\{reason=\"no_credentials\"\\} (\\d+)")]
    private static partial Regex Refusals();
}
