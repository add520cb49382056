using LogPair.Testing;
using LogPair.Testing.Pods.Engine;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The demo of <c>docker/compose.yaml</c> under a name and on ports of its own.</summary>
/// <param name="variants">Files beside it that change it.</param>
internal sealed class ComposeProject(params string[] variants) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _name = Ownership.NewName("compose");

    // An empty port lets the engine choose one.
    private readonly Dictionary<string, string> _variables = new()
    {
        ["LOGPAIR_IMAGE"] = Images.LogPair,
        ["PROCESSOR_PORT"] = "",
        ["NGINX_PORT"] = "",
        ["NGINX_PROCESSOR_PORT"] = "",
        ["PROMETHEUS_PORT"] = "",
        ["GRAFANA_PORT"] = "",
    };

    /// <summary>Starts the services and waits until those with a health check are healthy.</summary>
    /// <remarks>Not with <c>--wait</c>: compose 2.26 fails on a service whose health check is turned off.</remarks>
    public async Task UpAsync(IReadOnlyList<string> services, CancellationToken cancel)
    {
        await RunAsync(["up", "--detach", "--no-build", "--pull", "never", .. services], cancel);
        var states = await Deadline.PollAsync(
            Patience, () => RunAsync(["ps", "--all", "--format", "{{.Service}} {{.Status}}"], cancel), AreWell, cancel);
        Assert.True(AreWell(states), $"{states}\n{await LogsAsync(cancel)}");
    }

    /// <summary>Where a service's port is published on this machine.</summary>
    public async Task<Uri> AddressAsync(string service, int port, CancellationToken cancel) =>
        new($"http://{(await RunAsync(["port", service, $"{port}"], cancel)).Trim()}/");

    public async Task<IReadOnlyList<string>> VolumesAsync(CancellationToken cancel) => (await DockerEngine.RunAsync(
        ["volume", "ls", "-q", "--filter", $"label=com.docker.compose.project={_name}"], cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<string> LogsAsync(CancellationToken cancel) => RunAsync(["logs", "--tail", "50"], cancel);

    public async Task DownAsync(CancellationToken cancel) => await RunAsync(["down", "--volumes", "--timeout", "10"], cancel);

    public async ValueTask DisposeAsync() => await DownAsync(CancellationToken.None);

    private static bool AreWell(string states) => states.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .All(state => state.Contains(" Up ", StringComparison.Ordinal)
            && !state.Contains("starting)", StringComparison.Ordinal)
            && !state.Contains("unhealthy)", StringComparison.Ordinal));

    private Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var files = variants.Prepend("compose.yaml").SelectMany(file => new[] { "--file", Repository.Path($"docker/{file}") });
        return Tool.RunAsync(
            "docker", ["compose", "--ansi", "never", "--project-name", _name, .. files, .. arguments], cancel, variables: _variables);
    }
}
