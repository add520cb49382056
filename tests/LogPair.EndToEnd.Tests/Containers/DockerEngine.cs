namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The machine's Docker engine, through its command line client.</summary>
internal static class DockerEngine
{
    public static async Task<bool> HasImageAsync(string image, CancellationToken cancel) =>
        await Tool.TryRunAsync("docker", ["image", "inspect", image], cancel) is { ExitCode: 0 };

    public static async Task<bool> HasComposeAsync(CancellationToken cancel) =>
        await Tool.TryRunAsync("docker", ["compose", "version"], cancel) is { ExitCode: 0 };

    public static Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel, string input = "") =>
        Tool.RunAsync("docker", arguments, cancel, input);
}
