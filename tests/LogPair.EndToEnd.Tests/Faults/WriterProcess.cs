using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// A program that writes logs, as a child process: it can be killed, stopped, and told to reopen its file.
/// </summary>
internal sealed class WriterProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private bool _hasStarted;

    private WriterProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.Start();
    }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    public static WriterProcess Start(
        WriterOptions options, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string>? under = null)
    {
        IReadOnlyList<string> command =
        [
            .. under ?? [],
            "dotnet", Path.Combine(AppContext.BaseDirectory, "LogPair.FaultWriters.dll"), .. options.ToArguments(),
        ];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new WriterProcess(start);
    }

    /// <summary>Waits until it can be told something. Before that, SIGTERM would end it as SIGKILL does.</summary>
    public async Task StartedAsync(CancellationToken cancel)
    {
        if (!_hasStarted) await AnswerAsync("started", cancel);
        _hasStarted = true;
    }

    /// <summary>Has it do something, and waits until it has.</summary>
    /// <returns>The slot that it writes now.</returns>
    public async Task<int> SendAsync(string command, CancellationToken cancel)
    {
        await StartedAsync(cancel);
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
        return await AnswerAsync(command, cancel);
    }

    /// <summary>Waits until it has done something that somebody else asked for.</summary>
    public async Task<int> AnswerAsync(string command, CancellationToken cancel)
    {
        while (true)
        {
            var line = await ReadLineAsync(cancel)
                ?? throw new InvalidOperationException($"The writer ended before '{command}'.");
            if (line.StartsWith(command + " ", StringComparison.Ordinal))
                return int.Parse(line[(command.Length + 1)..], CultureInfo.InvariantCulture);
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async Task FreezeAsync(TimeSpan duration, CancellationToken cancel)
    {
        Signals.SendStop(_process.Id);
        try
        {
            await Task.Delay(duration, cancel);
        }
        finally
        {
            Signals.SendContinue(_process.Id);
        }
    }

    /// <summary>Ends it with SIGTERM.</summary>
    /// <returns>What it wrote, by its own account; only where it writes its lines itself.</returns>
    public async Task<IReadOnlyDictionary<string, double>> TerminateAsync(CancellationToken cancel)
    {
        await StartedAsync(cancel);
        Signals.SendTerminate(_process.Id);
        var line = await ReadLineAsync(cancel);
        while (line is not null && !line.StartsWith('{')) line = await ReadLineAsync(cancel);
        await _process.WaitForExitAsync(cancel).WaitAsync(Patience, cancel);
        Assert.True(_process.ExitCode == 0 && line is not null, $"The writer ended with {_process.ExitCode}.");
        return JsonSerializer.Deserialize<Dictionary<string, double>>(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await KillAsync();
        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancel) =>
        await _process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(Patience, cancel);
}
