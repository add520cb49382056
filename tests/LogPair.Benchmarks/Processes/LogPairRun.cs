using System.Diagnostics;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Processes;

/// <summary>A running <c>logpair run</c>. Disposing ends it without a drain.</summary>
internal sealed class LogPairRun : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    // Often enough for times of a second; each costs the process some hundredths of a millisecond
    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly Task<string> _log;
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    private LogPairRun(Process process, int port)
    {
        _process = process;
        _log = process.StandardError.ReadToEndAsync();
        Metrics = new MetricsClient(port);
    }

    public MetricsClient Metrics { get; }

    public int ProcessId => _process.Id;

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_startedAt);

    public TimeSpan Cpu => ProcessCpu.Of(ProcessId);

    public long PeakBytes => ProcessMemory.PeakBytes(ProcessId);

    /// <param name="binary">The published executable.</param>
    /// <param name="volume">Logs and state.</param>
    /// <param name="rules">Rules file.</param>
    /// <param name="processor">The only processor that it may use; null for all.</param>
    /// <param name="lanes">Lanes that read; null for as many as it takes by itself.</param>
    public static LogPairRun Start(
        FileInfo binary, BenchVolume volume, string rules, int? processor = null, int? lanes = null)
    {
        var port = Posix.FreePort();
        string[] run =
        [
            binary.FullName, "run", "--config", rules, "--logs", volume.Logs, "--state", volume.State,
            "--listen", $"127.0.0.1:{port}", "--stop-timeout", "0s",
            .. lanes is null ? Array.Empty<string>() : ["--lanes", $"{lanes}"],
        ];
        // taskset becomes the program, so that the process is the one that was started
        string[] command = processor is null ? run : ["taskset", "--cpu-list", $"{processor}", .. run];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        return new LogPairRun(process, port);
    }

    /// <summary>Waits until the backlog of the start has been read.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        while (!await Metrics.IsReadyAsync(cancel))
        {
            await RequireRunningAsync();
            await Task.Delay(ReadinessInterval, cancel);
        }
    }

    /// <exception cref="InvalidOperationException">It has ended, or takes forever; the message has its log.</exception>
    public async Task RequireRunningAsync()
    {
        if (!_process.HasExited && SinceStart < Deadline) return;

        var problem = _process.HasExited
            ? $"ended with {_process.ExitCode}, unasked"
            : $"was not ready within {Deadline}";
        _process.Kill();
        var log = await _log;
        var last = log[^Math.Min(log.Length, 2_000)..];
        throw new InvalidOperationException($"logpair run {problem}. Its log ends with:\n{last}");
    }

    /// <summary>SIGKILL, as the kernel's out-of-memory killer does it.</summary>
    /// <returns>CPU time up to then.</returns>
    public async Task<TimeSpan> KillAsync(CancellationToken cancel)
    {
        var cpu = Cpu;
        _process.Kill();
        await _process.WaitForExitAsync(cancel);
        return cpu;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Posix.Terminate(ProcessId);
        await _process.WaitForExitAsync();
        Metrics.Dispose();
        _process.Dispose();
    }
}
