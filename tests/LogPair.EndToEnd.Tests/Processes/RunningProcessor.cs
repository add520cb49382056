using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary><c>logpair run</c> as a process of its own on a test's volume, with the rules of the demo.</summary>
internal sealed class RunningProcessor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new();
    private readonly LogPairProcess _process;
    private readonly Uri _metrics;

    private RunningProcessor(
        TempVolume volume, IReadOnlyList<string> wrapper, IReadOnlyDictionary<string, string> variables)
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        _metrics = new Uri($"http://{address}/metrics");
        _process = LogPairProcess.StartUnder(
            wrapper, variables, "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", address,
            "--config", Repository.Path("docker/rules.yaml"));
    }

    /// <summary>Starts and waits until it answers.</summary>
    public static Task<RunningProcessor> StartAsync(TempVolume volume, CancellationToken cancel) =>
        StartInAsync([], new Dictionary<string, string>(), volume, cancel);

    /// <param name="wrapper">A command that becomes what follows it, such as <c>unshare</c>.</param>
    /// <param name="variables">For settings that are not the usual ones.</param>
    public static async Task<RunningProcessor> StartInAsync(
        IReadOnlyList<string> wrapper, IReadOnlyDictionary<string, string> variables, TempVolume volume,
        CancellationToken cancel)
    {
        Directory.CreateDirectory(volume["logs"]);
        Directory.CreateDirectory(volume["state"]);
        var processor = new RunningProcessor(volume, wrapper, variables);
        var samples = await Deadline.PollAsync(Patience, () => processor.ScrapeAsync(cancel), samples => samples.Count > 0, cancel);
        Assert.True(samples.Count > 0, $"{processor._metrics} does not answer.\n{processor._process.Error}");
        return processor;
    }

    /// <summary>Scrapes until so many lines are counted.</summary>
    public Task<IReadOnlyList<Sample>> ScrapeUntilAsync(long lines, CancellationToken cancel) =>
        Deadline.PollAsync(Patience, () => ScrapeAsync(cancel), samples => Lines(samples) >= lines, cancel);

    /// <summary>Its own log so far.</summary>
    public string Log => _process.Error;

    public static double Lines(IReadOnlyList<Sample> samples) =>
        samples.SingleOrDefault(sample => sample.Name == "logpair_lines_total")?.Value ?? 0;

    public Task KillAsync(CancellationToken cancel) => _process.KillAsync(cancel);

    /// <summary>Ends it as a person does, who does not scrape it again.</summary>
    public Task<int> InterruptAsync(CancellationToken cancel) => _process.InterruptAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>Empty while nothing answers.</summary>
    private async Task<IReadOnlyList<Sample>> ScrapeAsync(CancellationToken cancel)
    {
        try
        {
            return MetricsText.Parse(await _http.GetStringAsync(_metrics, cancel));
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }
}
