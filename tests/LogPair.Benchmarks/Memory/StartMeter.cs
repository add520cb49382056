using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;

namespace LogPair.Benchmarks.Memory;

/// <summary>Starts <c>logpair run</c> on nothing: when does it serve, and what does it hold when idle?</summary>
internal static class StartMeter
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <param name="program">The executable.</param>
    /// <param name="idle">How long to leave it alone before its memory is read; zero to leave that out.</param>
    /// <param name="cancel">Ends the program, too.</param>
    public static async Task<Start> RunAsync(string program, TimeSpan idle, CancellationToken cancel)
    {
        var volume = Directory.CreateTempSubdirectory("logpair-start-");
        var logs = volume.CreateSubdirectory("logs").FullName;
        var state = volume.CreateSubdirectory("state").FullName;
        var endpoint = new IPEndPoint(IPAddress.Loopback, Posix.FreePort());
        string[] arguments = ["run", "--logs", logs, "--state", state, "--listen", endpoint.ToString()];

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var log = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await WaitForMetricsAsync(process, endpoint, cancel);
            var firstAnswer = Stopwatch.GetElapsedTime(started);
            await Task.Delay(idle, cancel);
            var resident = ProcessMemory.ResidentBytes(process.Id);
            return new Start(firstAnswer, resident, ProcessMemory.AnonymousBytes(process.Id));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            process.Kill();
            throw new InvalidOperationException($"{e.Message} Its log ends with:\n{Last(await log)}", e);
        }
        finally
        {
            Posix.Terminate(process.Id);
            await process.WaitForExitAsync(cancel);
            volume.Delete(recursive: true);
        }
    }

    /// <remarks>A raw socket: an HTTP client's own start would be a good part of what is measured.</remarks>
    private static async Task WaitForMetricsAsync(Process process, IPEndPoint endpoint, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(1);
        while (!await AnswersAsync(endpoint, cancel))
        {
            if (process.HasExited) throw new InvalidOperationException($"It ended with {process.ExitCode}, unasked.");
            if (Stopwatch.GetElapsedTime(begun) > Deadline) throw new TimeoutException($"No answer within {Deadline}.");

            await Task.Delay(pause, cancel);
        }
    }

    private static async Task<bool> AnswersAsync(IPEndPoint endpoint, CancellationToken cancel)
    {
        var request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancel);
            await socket.SendAsync(request, cancel);
            var answer = new byte[256];
            var read = await socket.ReceiveAsync(answer, cancel);
            return answer.AsSpan(0, read).IndexOf(" 200 "u8) == "HTTP/1.1".Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Last(string log) => log[^Math.Min(log.Length, 2_000)..];
}
