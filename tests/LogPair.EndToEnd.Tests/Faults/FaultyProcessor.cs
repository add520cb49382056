using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary><c>logpair run</c> through many lives, always on the same volume and the same port.</summary>
internal sealed class FaultyProcessor : IAsyncDisposable
{
    private const int LogTailLength = 4_000;

    // While a writer goes on, the wait for a last scrape lasts as long as it may.
    private const string StopTimeout = "1s";

    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly FaultHistory _history;
    private readonly List<string> _logs = [];
    private LogPairProcess? _process;
    private bool _mayFail;

    public FaultyProcessor(TempVolume volume, ScenarioOptions options, FaultHistory history)
    {
        _history = history;
        _variables = options.Variables;
        RulesPath = volume["rules.yaml"];
        StatePath = options.StateIn(volume);
        Directory.CreateDirectory(StatePath);
        var address = $"127.0.0.1:{FreePort.Find()}";
        Metrics = new Uri($"http://{address}/metrics");
        _arguments =
        [
            "run", "--logs", options.Style.Input(options.LogsIn(volume)), "--state", StatePath, "--listen", address,
            "--config", RulesPath, "--stop-timeout", StopTimeout,
        ];
    }

    public Uri Metrics { get; }

    public string RulesPath { get; }

    public string StatePath { get; }

    /// <summary>What the current life, or the last one, wrote to standard error.</summary>
    public string Log => _process?.Error ?? _logs.LastOrDefault("");

    public bool IsRunning => _process is { HasExited: false };

    /// <param name="under">See <see cref="LogPairProcess.StartUnder"/>.</param>
    /// <param name="mayFail">A fault of this life may make it end by itself.</param>
    public void Start(IReadOnlyList<string>? under = null, bool mayFail = false)
    {
        _mayFail = mayFail;
        _process = LogPairProcess.StartUnder(under ?? [], _variables, _arguments);
        _history.Add($"processor {_process.Id} starts{(under is null ? "" : " under " + string.Join(' ', under.Take(12)))}");
    }

    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.KillAsync(CancellationToken.None);
        await EndAsync();
    }

    /// <summary>From now on, the current life may end by itself, too.</summary>
    public void TolerateEnd() => _mayFail = true;

    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancel)
    {
        if (_process is null) return 0;
        var exitCode = _process.HasExited ? await _process.WaitAsync(cancel) : await _process.TerminateAsync(cancel);
        await EndAsync();
        return exitCode;
    }

    /// <summary>Waits until it ends by itself, for lives whose fault is their death.</summary>
    /// <returns>False if it is still alive after <paramref name="patience"/>.</returns>
    public async Task<bool> EndsWithinAsync(TimeSpan patience, CancellationToken cancel) =>
        await Deadline.PollAsync(patience, () => Task.FromResult(!IsRunning), ended => ended, cancel);

    public Task FreezeAsync(TimeSpan duration, CancellationToken cancel) =>
        IsRunning ? _process!.FreezeAsync(duration, cancel) : Task.CompletedTask;

    /// <summary>Whether it has this file open, so that deleting its name leaves the bytes within reach.</summary>
    public bool HasOpen(string path)
    {
        if (!IsRunning) return false;
        try
        {
            return Directory.EnumerateFiles($"/proc/{_process!.Id}/fd").Any(entry => new FileInfo(entry).LinkTarget == path);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a fault of its life has ended it, so that it is to be started again, as Kubernetes would.
    /// </summary>
    public bool HasFallen => _process is { HasExited: true } && _mayFail;

    /// <summary>What is wrong with it although nothing was done to it; null if nothing.</summary>
    public string? FindTrouble()
    {
        if (_process is not { HasExited: true } || _mayFail) return null;

        return $"The processor ended by itself:\n{LogTail()}";
    }

    public string LogTail() => Log.Length <= LogTailLength ? Log : Log[^LogTailLength..];

    /// <summary>Standard error of all lives.</summary>
    public string AllLogs() => string.Join("\n--- next life ---\n", [.. _logs, _process?.Error ?? ""]);

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _logs.Add(_process.Error);
        _process = null;
    }
}
