using System.ComponentModel;
using System.Diagnostics;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The machine's Docker engine, through its command line client.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Null when no engine answers.</summary>
    public static Version? ApiVersion { get; } = FindApiVersion();

    /// <summary>What is missing; null when an engine answers.</summary>
    public static string? Missing => ApiVersion is null
        ? "No Docker engine answers. Start one (on Debian, .ci/prepare installs and starts it)."
        : null;

    public static async Task<bool> HasImageAsync(string image, CancellationToken cancel) =>
        await Tool.TryRunAsync("docker", ["image", "inspect", image], cancel) is { ExitCode: 0 };

    public static async Task<bool> HasComposeAsync(CancellationToken cancel) =>
        await Tool.TryRunAsync("docker", ["compose", "version"], cancel) is { ExitCode: 0 };

    public static Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel, string input = "") =>
        Tool.RunAsync("docker", arguments, cancel, input);

    // On this thread only: it runs in a module initializer, for whose end every other thread that comes to this assembly waits.
    private static Version? FindApiVersion()
    {
        var start = new ProcessStartInfo("docker", ["version", "--format", "{{.Server.APIVersion}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var client = Process.Start(start)!;
            if (!client.WaitForExit(Patience))
            {
                client.Kill();
                return null;
            }

            return Version.TryParse(client.StandardOutput.ReadToEnd().Trim(), out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
