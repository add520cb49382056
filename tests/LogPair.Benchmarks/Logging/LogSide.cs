using System.Diagnostics;
using System.Globalization;
using LogPair.Benchmarks.Commands;

namespace LogPair.Benchmarks.Logging;

/// <summary>One target in a process of its own, so that the compiler does not learn from the others; warm from the start.</summary>
internal sealed class LogSide : IDisposable
{
    private readonly Process _process;

    public LogSide(LogTarget target, LogLoad load, string directory, int events, int threads)
    {
        Target = target;
        string[] arguments =
        [
            LogRoundsCommand.Name, target.Name, load.Name,
            Path.Combine(directory, $"logging-{target.Name.Replace(' ', '-')}"),
            events.ToString(CultureInfo.InvariantCulture), threads.ToString(CultureInfo.InvariantCulture),
        ];
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (Read() != LogRoundsCommand.Ready) throw new InvalidOperationException($"{target.Name} does not start.");
    }

    public LogTarget Target { get; }

    /// <summary>One round.</summary>
    /// <exception cref="InvalidOperationException">The process failed, and has said why.</exception>
    public LogCost Measure()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return LogCost.Parse(Read());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Target.Name} failed.");
}
