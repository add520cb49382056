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
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> under)
    {
        IReadOnlyList<string> command = [.. under, .. Program(), .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error) _error.AppendLine(line.Data);
        };
        _process.Start();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    public static LogPairProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static LogPairProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        StartUnder([], variables, arguments);

    /// <param name="under">A program and its flags that starts the executable in its own place, as <c>strace -D</c> does.</param>
    /// <param name="variables">Added to the environment.</param>
    /// <param name="arguments">Of the executable.</param>
    public static LogPairProcess StartUnder(
        IReadOnlyList<string> under, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new(arguments, variables, under);

    /// <summary>Runs it to its end.</summary>
    /// <param name="file">Takes its standard output.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="arguments">Of the executable.</param>
    public static async Task<ToolResult> OutputAsync(string file, CancellationToken cancel, params string[] arguments)
    {
        var command = Program();
        var result = await Tool.TryRunAsync(command[0], [.. command.Skip(1), .. arguments], cancel)
            ?? throw new InvalidOperationException($"There is no program '{command[0]}'.");
        await File.WriteAllTextAsync(file, result.Output, cancel);
        return result;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="under">As for <see cref="StartUnder"/>.</param>
    /// <param name="variables">Added to the environment.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="arguments">Of the executable.</param>
    public static async Task<ToolResult> RunUnderAsync(
        IReadOnlyList<string> under, IReadOnlyDictionary<string, string> variables, CancellationToken cancel,
        params string[] arguments)
    {
        IReadOnlyList<string> command = [.. under, .. Program(), .. arguments];
        return await Tool.TryRunAsync(command[0], [.. command.Skip(1)], cancel, variables: variables)
            ?? throw new InvalidOperationException($"There is no program '{command[0]}'.");
    }

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

    /// <summary>Halts it for a while, as a node that is out of processor time does.</summary>
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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <summary>The command that starts the executable.</summary>
    public static IReadOnlyList<string> Program()
    {
        if (Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } binary) return [binary];

        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        return [host, Path.Combine(AppContext.BaseDirectory, "logpair.dll")];
    }
}
