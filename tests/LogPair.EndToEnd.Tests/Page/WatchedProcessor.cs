using System.Net;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Page;

/// <summary><c>logpair run</c> on a test's volume, with rules that the test writes.</summary>
internal sealed class WatchedProcessor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempVolume _volume;
    private readonly string _address;
    private LogPairProcess _process;

    private WatchedProcessor(TempVolume volume)
    {
        _volume = volume;
        _address = $"127.0.0.1:{FreePort.Find()}";
        _process = Start();
    }

    public Uri Url => new($"http://{_address}/");

    public string Rules => _volume["rules.yaml"];

    /// <summary>Starts and waits until it is ready.</summary>
    public static async Task<WatchedProcessor> StartAsync(TempVolume volume, string rules, CancellationToken cancel)
    {
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["rules.yaml"], rules, cancel);
        var processor = new WatchedProcessor(volume);
        await processor.UntilReadyAsync(cancel);
        return processor;
    }

    public Task KillAsync(CancellationToken cancel) => _process.KillAsync(cancel);

    /// <summary>Another one in the place of one that was killed.</summary>
    public async Task RestartAsync(CancellationToken cancel)
    {
        await _process.DisposeAsync();
        _process = Start();
        await UntilReadyAsync(cancel);
    }

    /// <summary>Adds lines to a log.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="lines">Without line feeds.</param>
    /// <param name="torn">After them, and left without a line feed.</param>
    public void Write(string name, IEnumerable<string> lines, string torn = "") =>
        File.AppendAllText(_volume[$"logs/{name}"], string.Concat(lines.Select(line => line + "\n")) + torn);

    /// <summary>Puts a symbolic link among the logs.</summary>
    public void Link(string name) => File.CreateSymbolicLink(_volume[$"logs/{name}"], Rules);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private LogPairProcess Start() => LogPairProcess.Start(
        "run", "--logs", _volume["logs"], "--state", _volume["state"], "--listen", _address, "--config", Rules, "--stop-timeout", "1s");

    private async Task UntilReadyAsync(CancellationToken cancel)
    {
        using var http = new HttpClient();
        var isReady = await Deadline.PollAsync(Patience, () => IsReadyAsync(http, cancel), isReady => isReady || _process.HasExited, cancel);
        Assert.True(isReady, _process.Error);
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Url, "readyz"), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
