using System.ComponentModel;
using System.Diagnostics;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <returns>Null when there is no such program.</returns>
    public static async Task<ToolResult?> TryRunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancel, string input = "", IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Standard output of a program that must succeed.</summary>
    public static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancel, string input = "", IReadOnlyDictionary<string, string>? variables = null)
    {
        var result = await TryRunAsync(program, arguments, cancel, input, variables)
            ?? throw new InvalidOperationException($"There is no program '{program}'.");
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Error}\n{result.Output}");
    }
}
