using System.Diagnostics;
using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Host.Documentation;

/// <summary>
/// The commands of ours that the documentation shows really do what they are shown for: each runs in a shell, on files of the
/// names that it has there.
/// </summary>
public sealed partial class ShellBlockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempVolume _volume = new(nameof(ShellBlockTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task EveryCommandOfOursSucceeds()
    {
        var commands = CodeBlock.All.Where(block => block.Language == "bash")
            .SelectMany(block => block.Text.Split('\n'), (block, line) => (Block: block, Line: Comment().Replace(line, "").Trim()))
            .Where(command => (command.Line.StartsWith("logpair ", StringComparison.Ordinal) || command.Line == "source <(logpair completion bash)")
                && !command.Line.EndsWith("| source", StringComparison.Ordinal))
            .ToList();
        Fill();

        foreach (var (block, line) in commands)
        {
            // Nothing outside is touched, and no port that somebody may have.
            var here = Absolute().Replace(line, $"$1{_volume.Path}/").Replace("--listen :9464", "--listen 127.0.0.1:0", StringComparison.Ordinal);
            var (exitCode, said) = await RunAsync(here, isServing: here.StartsWith("logpair run", StringComparison.Ordinal));
            Assert.True(exitCode == 0, $"{block}: {line} ended with {exitCode}:\n{said}");
        }

        Assert.True(commands.Count >= 8, $"Only {commands.Count} were found.");
        Assert.Contains("http_requests_total", File.ReadAllText(_volume["rules.yaml"]), StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", File.ReadAllText(_volume["old.om"]), StringComparison.Ordinal);
    }

    private void Fill()
    {
        var log = File.ReadAllText(Repository.Path("tests/LogPair.Processor.Tests/Parsing/Samples/nginx-combined.log"));
        foreach (var path in new[] { "var/log/nginx/access.log", "var/log/app/app.log", "access.log", "old.log", "old/a.log" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_volume[path])!);
            File.WriteAllText(_volume[path], log);
        }

        Directory.CreateDirectory(_volume["bin"]);
        Directory.CreateDirectory(_volume["var/lib"]);
        File.WriteAllText(_volume["rules-test.yaml"],
            "rules: rules.yaml\ntests:\n  - name: a broken line\n    lines: broken\n    expect: { unparsed: 1 }\n");
        File.WriteAllText(_volume["bin/logpair"], $"#!/bin/sh\nexec '{Host}' '{Path.Combine(AppContext.BaseDirectory, "logpair.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_volume["bin/logpair"], (UnixFileMode)0x1ed);
    }

    private static string Host => Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    /// <param name="command">For a shell.</param>
    /// <param name="isServing">Whether it is to be ended, as Ctrl-C does, once it serves.</param>
    private async Task<(int ExitCode, string Said)> RunAsync(string command, bool isServing)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", isServing ? $"exec {command}" : command])
        {
            WorkingDirectory = _volume.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{_volume["bin"]}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var said = "";
        while (await process.StandardError.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel) is { } line)
        {
            said += line + "\n";
            if (!isServing || !line.Contains("Metrics are at", StringComparison.Ordinal)) continue;

            using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await interrupt.WaitForExitAsync(Cancel);
        }

        await process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        return (process.ExitCode, said + await output);
    }

    [GeneratedRegex("(^|\\s)#.*$")]
    private static partial Regex Comment();


    [GeneratedRegex("(\\s)/(?=var/)")]
    private static partial Regex Absolute();
}
