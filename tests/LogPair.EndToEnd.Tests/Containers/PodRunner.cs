using System.Globalization;
using System.Text;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using LogPair.Contract;
using LogPair.Host.Workload;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>
/// One Pod as <c>k8s/deployment.yaml</c> describes it, on a Docker engine, with a Prometheus server beside it: a pause container that holds
/// the network namespace, the processor, then the generator; two volumes with a size limit and an owner group; different users,
/// read-only root file systems, no capabilities, limited memory.
/// </summary>
/// <remarks>It shows that the containers work together under these conditions, not that Kubernetes would do what it says.</remarks>
internal sealed class PodRunner : IAsyncDisposable
{
    private const string LogsPath = "/var/log/app";
    private const string StatePath = "/var/lib/logpair";
    private const string RulesPath = "/etc/logpair/rules.yaml";
    private const string PodName = "pod";
    private const string Group = "1654";
    private const string ProcessorUser = "1654";
    private const string ApplicationUser = "10001";
    private const ushort PrometheusPort = 9090;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly INetwork _network;
    private readonly IVolume _logs;
    private readonly IVolume _state;
    private readonly List<IContainer> _containers = [];
    private IContainer _pause = null!;
    private IContainer _prometheus = null!;

    private PodRunner()
    {
        _network = new NetworkBuilder()
            .WithName(Ownership.NewName("net"))
            .WithLogger(NullLogger.Instance)
            .WithLabel(Ownership.Label, Ownership.Owner)
            .Build();
        _logs = EmptyDirectory("logs", "256m");
        _state = EmptyDirectory("state", "16m");
    }

    public IContainer Processor { get; private set; } = null!;

    public PrometheusClient Prometheus { get; private set; } = null!;

    /// <summary>Where the Pod's metrics are, from this machine.</summary>
    public Uri Metrics => new($"http://127.0.0.1:{_pause.GetMappedPublicPort(VolumeLayout.DefaultPort)}/metrics");

    /// <summary>A Pod whose processor serves and whose Prometheus scrapes it twice a second. The application is started by the test.</summary>
    public static async Task<PodRunner> StartAsync(CancellationToken cancel)
    {
        var pod = new PodRunner();
        try
        {
            await pod.StartSidecarAsync(cancel);
            await pod.StartPrometheusAsync(cancel);
            return pod;
        }
        catch
        {
            await pod.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the application: the generator with a workload of its own.</summary>
    public async Task<IContainer> StartGeneratorAsync(int events, int rate, CancellationToken cancel)
    {
        var generator = Add(InPod(Hardened(Images.LogPair, ApplicationUser, megabytes: 192)
            .WithCommand("generate", "--count", Text(events), "--rate", Text(rate), "--seed", "7", "--truth", "-", "--state", StatePath)
            .WithVolumeMount(_logs, LogsPath, AccessMode.ReadWrite)
            .WithVolumeMount(_state, StatePath, AccessMode.ReadOnly)));
        await generator.StartAsync(cancel);
        return generator;
    }

    /// <summary>Waits for the generator's end and reads what it printed.</summary>
    public static async Task<Truth> TruthAsync(IContainer generator, CancellationToken cancel)
    {
        var running = await Deadline.PollAsync(
            Patience, async () => await StateAsync(generator, "{{.State.Running}}", cancel), state => state == "false", cancel);
        var (output, error) = await generator.GetLogsAsync(timestampsEnabled: false, ct: cancel);
        Assert.True(running == "false", $"The generator still runs after {Patience}.\n{error}");
        Assert.True(await StateAsync(generator, "{{.State.ExitCode}}", cancel) == "0", $"{output}\n{error}");
        return Truth.FromJson(Encoding.UTF8.GetBytes(output));
    }

    /// <summary>Ends the processor as the kernel does when memory runs out, and starts it again as the kubelet does.</summary>
    public async Task KillAndRestartProcessorAsync(CancellationToken cancel)
    {
        await DockerEngine.RunAsync(["kill", "--signal", "KILL", Processor.Id], cancel);
        await DockerEngine.RunAsync(["wait", Processor.Id], cancel);
        await DockerEngine.RunAsync(["start", Processor.Id], cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Prometheus?.Dispose();
        foreach (var container in Enumerable.Reverse(_containers))
        {
            await Tool.TryRunAsync("docker", ["rm", "-f", container.Id], CancellationToken.None);
            await container.DisposeAsync();
        }

        await _logs.DisposeAsync();
        await _state.DisposeAsync();
        await _network.DisposeAsync();
    }

    private async Task StartSidecarAsync(CancellationToken cancel)
    {
        await _network.CreateAsync(cancel);
        await _logs.CreateAsync(cancel);
        await _state.CreateAsync(cancel);

        _pause = Add(PublishOnLoopback(
            Hardened(Images.Pause, "65535", megabytes: 16).WithNetwork(_network).WithNetworkAliases(PodName), VolumeLayout.DefaultPort));
        await _pause.StartAsync(cancel);

        Processor = Add(InPod(Hardened(Images.LogPair, ProcessorUser, megabytes: 96)
            .WithEnvironment(VolumeLayout.ConfigVariable, RulesPath)
            .WithBindMount(Repository.Path("docker/rules.yaml"), RulesPath, AccessMode.ReadOnly)
            .WithVolumeMount(_logs, LogsPath, AccessMode.ReadOnly)
            .WithVolumeMount(_state, StatePath, AccessMode.ReadWrite)));
        await Processor.StartAsync(cancel);
    }

    private async Task StartPrometheusAsync(CancellationToken cancel)
    {
        var configuration = $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms }
            scrape_configs:
              - job_name: logpair
                static_configs: [{ targets: ['{{PodName}}:{{VolumeLayout.DefaultPort}}'] }]
            """;
        _prometheus = Add(PublishOnLoopback(
            NewContainer(Images.Prometheus)
                .WithNetwork(_network)
                .WithResourceMapping(Encoding.UTF8.GetBytes(configuration), "/etc/prometheus/prometheus.yml"),
            PrometheusPort));
        await _prometheus.StartAsync(cancel);
        Prometheus = new PrometheusClient(new Uri($"http://127.0.0.1:{_prometheus.GetMappedPublicPort(PrometheusPort)}/"));

        var up = await Deadline.PollAsync(Patience, () => Prometheus.ValueAsync("up", cancel), value => value == 1, cancel);
        Assert.True(up == 1, $"Prometheus does not reach the processor.\n{await LogsAsync(_prometheus)}\n{await LogsAsync(Processor)}");
    }

    private IContainer Add(ContainerBuilder builder)
    {
        var container = builder.Build();
        _containers.Add(container);
        return container;
    }

    private ContainerBuilder InPod(ContainerBuilder builder) =>
        builder.WithCreateParameterModifier(create => create.HostConfig!.NetworkMode = $"container:{_pause.Id}");

    private static ContainerBuilder NewContainer(string image) =>
        new ContainerBuilder(image).WithLogger(NullLogger.Instance).WithLabel(Ownership.Label, Ownership.Owner);

    private static ContainerBuilder Hardened(string image, string user, long megabytes) => NewContainer(image)
        .WithCreateParameterModifier(create =>
        {
            create.User = $"{user}:{user}";
            create.HostConfig!.GroupAdd = [Group];
            create.HostConfig!.ReadonlyRootfs = true;
            create.HostConfig!.CapDrop = ["ALL"];
            create.HostConfig!.SecurityOpt = ["no-new-privileges"];
            create.HostConfig!.Memory = megabytes << 20;

            // Without it an empty volume takes over the owner of the image's directory, which no emptyDir does.
            foreach (var volume in create.HostConfig.Mounts?.Where(mount => mount.Type == "volume") ?? [])
                volume.VolumeOptions = new VolumeOptions { NoCopy = true };
        });

    private static ContainerBuilder PublishOnLoopback(ContainerBuilder builder, ushort port) => builder
        .WithExposedPort(port)
        .WithCreateParameterModifier(create => create.HostConfig!.PortBindings = new Dictionary<string, IList<PortBinding>>
        {
            [$"{port}/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = "" }],
        });

    // An emptyDir of a Pod with an fsGroup: in memory here, so that the size limit is a hard one.
    private static IVolume EmptyDirectory(string name, string size) => new VolumeBuilder()
        .WithName(Ownership.NewName(name))
        .WithLogger(NullLogger.Instance)
        .WithLabel(Ownership.Label, Ownership.Owner)
        .WithCreateParameterModifier(create =>
        {
            create.Driver = "local";
            create.DriverOpts = new Dictionary<string, string>
            {
                ["type"] = "tmpfs",
                ["device"] = "tmpfs",
                ["o"] = $"size={size},uid=0,gid={Group},mode=2775",
            };
        })
        .Build();

    private static async Task<string> StateAsync(IContainer container, string format, CancellationToken cancel) =>
        (await DockerEngine.RunAsync(["inspect", "--format", format, container.Id], cancel)).Trim();

    private static async Task<string> LogsAsync(IContainer container)
    {
        var (output, error) = await container.GetLogsAsync(timestampsEnabled: false, ct: CancellationToken.None);
        return $"{output}\n{error}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
