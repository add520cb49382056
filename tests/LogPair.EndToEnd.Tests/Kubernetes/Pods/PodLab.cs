using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Manifests;
using LogPair.Testing.Pods.Network;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>A network with the Pods of one test.</summary>
internal sealed class PodLab : IAsyncDisposable
{
    /// <summary>What manifests of tests call the image with a shell.</summary>
    private const string Shell = "shell";

    private static readonly Dictionary<string, string> Names = new()
    {
        [Shell] = Images.Shell,
        ["logpair"] = Images.LogPair,
        ["logpair:latest"] = Images.LogPair,
        ["registry.example.com/logpair:0.1.0"] = Images.LogPair,
    };

    private readonly List<RunningPod> _pods = [];
    private readonly PodNetwork _network;

    private PodLab(PodNetwork network) => _network = network;

    public static async Task<PodLab> CreateAsync(CancellationToken cancel) => new(await PodNetwork.CreateAsync(cancel));

    /// <param name="manifests">With the Pod.</param>
    /// <param name="timeScale">See <see cref="PodOptions.TimeScale"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<RunningPod> StartAsync(PodManifests manifests, double timeScale, CancellationToken cancel)
    {
        var pod = await RunningPod.StartAsync(
            _network, manifests, new PodOptions { Images = Names, PauseImage = Images.Pause, TimeScale = timeScale }, cancel);
        lock (_pods) _pods.Add(pod);
        return pod;
    }

    public Task<RunningPod> StartAsync(PodManifests manifests, CancellationToken cancel) => StartAsync(manifests, timeScale: 1, cancel);

    /// <summary>Starts several and waits until all are ready.</summary>
    public async Task<IReadOnlyList<RunningPod>> StartAllAsync(CancellationToken cancel, params IReadOnlyList<PodManifests> manifests)
    {
        var pods = await Task.WhenAll(manifests.Select(one => StartAsync(one, cancel)));
        await Task.WhenAll(pods.Select(pod => pod.UntilReadyAsync(TimeSpan.FromSeconds(90), cancel)));
        return pods;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_pods.Select(pod => pod.DisposeAsync().AsTask()));
        await _network.DisposeAsync();
    }
}
