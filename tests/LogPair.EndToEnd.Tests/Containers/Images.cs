using System.Text.RegularExpressions;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;
using LogPair.Testing.Pods.Engine;

[assembly: AssemblyFixture(typeof(Images))]

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The images under test, built once a run when the first test asks. The engine's build cache makes a second run quick.</summary>
public sealed partial class Images
{
    private readonly Lazy<Task> _prepare = new(PrepareAsync);
    private readonly Lazy<Task> _build;

    public Images() => _build = new(BuildAsync);

    /// <summary>LogPair, from <c>docker/Dockerfile</c>.</summary>
    public const string LogPair = "logpair:test";

    internal const string Pause = "logpair-pause:test";

    /// <summary>As named in <c>docker/compose.yaml</c>.</summary>
    internal static string Prometheus { get; } = ComposeImage("prom/prometheus");

    /// <summary>Has a shell, Perl and the usual small tools; for what needs no LogPair.</summary>
    internal static string Shell { get; } = SdkArgument().Match(File.ReadAllText(Repository.Path("docker/Dockerfile"))).Groups[1].Value;

    internal static string Grafana { get; } = ComposeImage("grafana/grafana");

    /// <summary>Skips the test without an engine; builds what is not built yet.</summary>
    public Task RequireAsync()
    {
        Requirement.Check(EngineClient.Missing);
        return _build.Value;
    }

    /// <summary>The same for Pods, which need more of the machine.</summary>
    internal Task RequireForPodsAsync()
    {
        Requirement.Check(EngineClient.MissingForPods);
        return _build.Value;
    }

    /// <summary>All but LogPair's own image, which takes its time.</summary>
    internal Task RequireForForeignPodsAsync()
    {
        Requirement.Check(EngineClient.MissingForPods);
        return _prepare.Value;
    }

    private async Task BuildAsync()
    {
        await _prepare.Value;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await DockerEngine.RunAsync(["build", "-q", "-f", "docker/Dockerfile", "-t", LogPair, "."], patience.Token);
    }

    private static async Task PrepareAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await Ownership.RemoveLeftoversAsync(patience.Token);
        await NodeDirectory.RemoveLeftoversAsync(patience.Token);
        await Tool.RunAsync(Repository.Path("docker/prepare-base-images.sh"), [], patience.Token);
        var pause = await File.ReadAllTextAsync(
            Repository.Path("tests/LogPair.EndToEnd.Tests/Containers/pause.Dockerfile"), patience.Token);
        await DockerEngine.RunAsync(["build", "-q", "--build-arg", $"SDK_IMAGE={Shell}", "-t", Pause, "-"], patience.Token, pause);
    }

    private static string ComposeImage(string repository) =>
        Regex.Match(File.ReadAllText(Repository.Path("docker/compose.yaml")), Regex.Escape(repository) + @":[^}\s]+").Value;

    [GeneratedRegex(@"^ARG SDK_IMAGE=(\S+)", RegexOptions.Multiline)]
    private static partial Regex SdkArgument();
}
