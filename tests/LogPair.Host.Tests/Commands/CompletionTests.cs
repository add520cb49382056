using System.Diagnostics;
using LogPair.Testing;

namespace LogPair.Host.Commands;

/// <summary>The scripts, in the shells themselves as far as they are installed.</summary>
public sealed class CompletionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logpair re", "replay")]
    [InlineData("logpair c", "check completion config")]
    [InlineData("logpair config ", "show")]
    [InlineData("logpair completion ", "bash fish zsh")]
    [InlineData("logpair run --lo", "--log-format --log-level --logs")]
    [InlineData("logpair run --durability p", "power process")]
    [InlineData("logpair run --state größe --log-le", "--log-level")]
    [InlineData("logpair replay --format ", "openmetrics text")]
    [InlineData("logpair init --f", "--force")]
    [InlineData("logpair nonsense x", "")]
    public async Task BashCompletesWhatLogpairKnows(string line, string words)
    {
        using var volume = new TempVolume();
        await InstallAsync(volume);

        // What bash does when tab is pressed at the end of the line.
        var script = """
            source <(logpair completion bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "$1"
            [[ $1 == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            function=$(complete -p logpair | sed 's/.*-F \([^ ]*\) .*/\1/')
            "$function"
            printf '%s\n' "${COMPREPLY[@]}" | sort
            """;
        var found = await RunAsync(volume, "bash", "-c", script, "bash", line);

        Assert.Equal(words, string.Join(' ', found.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task InTheMiddleOfALineBashCompletesWhatIsBeforeTheCursor()
    {
        using var volume = new TempVolume();
        await InstallAsync(volume);

        var script = "source <(logpair completion bash); COMP_LINE='logpair rep --config x' COMP_POINT=11 COMP_WORDS=(logpair rep --config x) COMP_CWORD=1; _logpair; echo \"${COMPREPLY[@]}\"";

        Assert.Equal("replay\n", await RunAsync(volume, "bash", "-c", script));
    }

    [Fact]
    public async Task BashFallsBackToFilesWhereThereIsNothingToSay()
    {
        using var volume = new TempVolume();
        await InstallAsync(volume);

        var options = await RunAsync(volume, "bash", "-c", "source <(logpair completion bash); complete -p logpair");

        Assert.Contains("-o default", options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FishCompletesWhatLogpairKnows()
    {
        Assert.SkipUnless(IsInstalled("fish"), "fish is not installed");
        using var volume = new TempVolume();
        await InstallAsync(volume);

        var found = await RunAsync(volume, "fish", "--no-config", "-c", "logpair completion fish | source; complete --do-complete 'logpair run --lo'");

        Assert.Equal(["--log-format", "--log-level", "--logs"], found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheScriptForZshIsOne()
    {
        Assert.SkipUnless(IsInstalled("zsh"), "zsh is not installed");
        using var volume = new TempVolume();
        await InstallAsync(volume);

        // The parts of zsh's completion system that need a terminal stand still; what is found is printed.
        var script = """
            autoload() { : }; compdef() { : }; compadd() { print -rl -- "${(@P)2}" }; _files() { print files }
            source <(logpair completion zsh)
            words=(logpair run --lo) CURRENT=3; _logpair
            words=(logpair run '') CURRENT=3; _logpair
            """;
        var found = await RunAsync(volume, "zsh", "-f", "-c", script);

        Assert.Equal("--log-format\n--log-level\n--logs\nfiles\n", found);
    }

    private static bool IsInstalled(string shell) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, shell)));

    /// <summary>Puts a <c>logpair</c> where the shell finds it.</summary>
    private static async Task InstallAsync(TempVolume volume)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        await File.WriteAllTextAsync(volume["logpair"], $"#!/bin/sh\nexec '{host}' '{Path.Combine(AppContext.BaseDirectory, "logpair.dll")}' \"$@\"\n", Cancel);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(volume["logpair"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<string> RunAsync(TempVolume volume, string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{volume.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = volume.Path;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal("", await error);
        return output;
    }
}
