using System.Diagnostics;
using System.Text;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>The executable under test: what was built beside these tests, or the file that LOGPAIR_BINARY names.</summary>
internal sealed class LogPairProcess : IAsyncDisposable
{
    public const string BinaryVariable = "LOGPAIR_BINARY";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private LogPairProcess(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> wrapper)
    {
        var start = Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } binary
            ? new ProcessStartInfo(binary, arguments)
            : new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "logpair.dll"), .. arguments]);
        if (wrapper.Count > 0)
            start = new ProcessStartInfo(wrapper[0], [.. wrapper.Skip(1), start.FileName, .. start.ArgumentList]);
        start.RedirectStandardError = true;
        foreach (var (name, value) in variables) start.Environment[name] = value;

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error) _error.AppendLine(line.Data);
        };
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>Standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    public static LogPairProcess Start(params string[] arguments) => new(arguments, new Dictionary<string, string>(), []);

    public static LogPairProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new(arguments, variables, []);

    /// <param name="wrapper">A command that becomes what follows it, such as <c>unshare</c>.</param>
    public static LogPairProcess StartIn(
        IReadOnlyList<string> wrapper, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new(arguments, variables, wrapper);

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancel)
    {
        Signals.SendTerminate(_process.Id);
        return await WaitAsync(cancel);
    }

    /// <summary>Asks it to end as Ctrl-C does, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync(CancellationToken cancel)
    {
        Signals.SendInterrupt(_process.Id);
        return await WaitAsync(cancel);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).WaitAsync(Patience, cancel);
        return _process.ExitCode;
    }

    /// <summary>Ends it as the kernel does when memory runs out.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync(CancellationToken.None);
        _process.Dispose();
    }
}
