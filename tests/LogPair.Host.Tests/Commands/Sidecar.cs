using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Host.Commands;

/// <summary>'logpair run' in this process, with a rules file, on a volume of its own.</summary>
internal sealed partial class Sidecar : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    private Sidecar(TempVolume volume, string[] flags)
    {
        Volume = volume;
        _running = Task.Run(() => CommandLine.InvokeAsync(
            [
                "run", "--logs", volume["logs"], "--state", volume["state"], "--config", volume["rules.yaml"],
                "--listen", "127.0.0.1:0", "--log-format", "text", .. flags,
            ],
            Some.Surroundings(_stop.Token) with { Error = Error }));
    }

    /// <summary>Holds <c>logs</c>, <c>state</c> and <c>rules.yaml</c>.</summary>
    public TempVolume Volume { get; }

    public SignallingWriter Error { get; } = new();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Of the metrics.</summary>
    public string Url { get; private set; } = "";

    /// <summary>When it is ready.</summary>
    public static async Task<Sidecar> StartAsync(TempVolume volume, string rules, params string[] flags)
    {
        Directory.CreateDirectory(volume["logs"]);
        File.WriteAllText(volume["rules.yaml"], rules);
        var sidecar = new Sidecar(volume, flags);
        var listening = sidecar.SaysAsync(Listening());
        if (await Task.WhenAny(listening, sidecar._running) != listening) Assert.Fail($"{sidecar.Error}");
        sidecar.Url = (await listening).Groups[1].Value;
        await sidecar.Client.GetStringWhenReadyAsync(sidecar.Url, Patience);
        return sidecar;
    }

    /// <summary>As a ConfigMap is changed: at once and whole.</summary>
    public void Change(string rules)
    {
        File.WriteAllText(Volume["next.yaml"], rules);
        File.Move(Volume["next.yaml"], Volume["rules.yaml"], overwrite: true);
    }

    public Task<Match> SaysAsync(Regex what) => Error.WaitForAsync(what, Patience);

    /// <summary>The address of another page.</summary>
    public Uri At(string path) => new(Url.Replace("/metrics", path, StringComparison.Ordinal));

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _stop.CancelAsync();
        return await _running.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
        Client.Dispose();
    }

    [GeneratedRegex("Metrics are at (http[^ \"]+/metrics)")]
    private static partial Regex Listening();
}
