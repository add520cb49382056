using System.Net;
using k8s;
using k8s.Models;
using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Engine;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Manifests;
using LogPair.Testing.Pods.Network;
using LogPair.Testing.Pods.Probes;
using LogPair.Testing.Pods.Variables;
using LogPair.Testing.Pods.Volumes;

namespace LogPair.Testing.Pods;

/// <summary>One Pod on this machine's Docker engine, from its creation to its deletion.</summary>
/// <remarks>
/// A reading of Kubernetes' documented rules, not Kubernetes: README.md beside this says which, and from where. This machine is the node; it needs
/// root, for the Pod's network namespace and for the owners of its volumes.
/// </remarks>
internal sealed class RunningPod : IAsyncDisposable
{
    private const string PodSubject = "pod";
    private const string NodeName = "node";

    private readonly PodNetwork _network;
    private readonly PodManifests _manifests;
    private readonly PodClock _clock;
    private readonly NodeDirectory _node;
    private readonly PodVolumes _volumes;
    private readonly Sandbox _sandbox;
    private readonly Handlers _handlers;
    private readonly List<PodContainer> _containers;
    private readonly StorageWatch _storage;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _stopping = new(1, 1);
    private readonly HashSet<PodContainer> _launched = [];
    private Task _life = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private bool _hasFailed;
    private bool _isGone;

    private RunningPod(PodNetwork network, PodManifests manifests, PodOptions options, NodeDirectory node, Sandbox sandbox, PodHistory history)
    {
        var (pod, spec) = (manifests.Pod, manifests.Pod.Spec);
        var fields = new FieldValues(pod, new PodAddress($"{sandbox.Member.Address}", $"{network.Node}", NodeName));
        var images = new ImageStore(options.Images);
        _network = network;
        _manifests = manifests;
        _node = node;
        _sandbox = sandbox;
        _clock = new PodClock(options.Time, options.TimeScale);
        _volumes = new PodVolumes(spec, node, new VolumeFiles(manifests, fields));
        _handlers = new Handlers(sandbox.Member.Address);
        History = history;
        var planner = new ContainerPlanner(pod, images, new ContainerVariables(manifests, fields), _volumes);
        var services = new PodServices(planner, images, _handlers, node, _clock, history, sandbox.Id);
        _containers =
        [
            .. spec.InitContainers.Select(container => new PodContainer(pod, container, RoleOf(container), services)),
            .. spec.Containers.Select(container => new PodContainer(pod, container, ContainerRole.Main, services)),
        ];
        _storage = new StorageWatch(pod, _volumes, _containers, _clock);
    }

    public PodHistory History { get; }

    public PodPhase Phase { get; private set; }

    /// <summary>Why it failed: <c>Evicted</c>, <c>DeadlineExceeded</c>; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>For people; empty when there is nothing to say.</summary>
    public string Message { get; private set; } = "";

    public IPAddress Address => _sandbox.Member.Address;

    /// <summary>All its containers and sidecars are ready, and it is not being deleted.</summary>
    public bool IsReady => !_ending.IsCancellationRequested
        && _containers.Where(container => container.Role != ContainerRole.Init).All(container => container.IsReady);

    public IReadOnlyList<PodContainer> Containers => _containers;

    public PodContainer this[string name] => _containers.Single(container => container.Name == name);

    private IEnumerable<PodContainer> Main => _containers.Where(container => container.Role == ContainerRole.Main);

    private TimeSpan Grace => TimeSpan.FromSeconds(_manifests.Pod.Spec.TerminationGracePeriodSeconds ?? 30);

    /// <summary>Sets up address and volumes, then starts the containers in their order without waiting for them.</summary>
    /// <exception cref="ManifestRefusedException">The Pod is not one that can be run.</exception>
    /// <exception cref="PodCannotStartException">A volume lacks what it is to hold.</exception>
    public static async Task<RunningPod> StartAsync(PodNetwork network, PodManifests manifests, PodOptions options, CancellationToken cancel)
    {
        manifests.Check();
        manifests.Pod.Metadata.Uid = Guid.NewGuid().ToString();
        await network.ApplyAsync(manifests, cancel);
        var history = new PodHistory(options.Time);
        var sandbox = await Sandbox.StartAsync(network, manifests, options.PauseImage, cancel);
        var pod = new RunningPod(network, manifests, options, new NodeDirectory(manifests.Pod.Metadata.Uid), sandbox, history);
        try
        {
            await network.JoinAsync(sandbox.Member, cancel);
            await pod._volumes.SetUpAsync(cancel);
        }
        catch
        {
            await pod.DisposeAsync();
            throw;
        }

        history.Add(PodSubject, PodEventKind.SetUp, $"{manifests.Pod.Metadata.Name} at {pod.Address}, time scale {options.TimeScale}");
        pod._life = pod.LiveAsync();
        pod._watching = pod.WatchAsync();
        return pod;
    }

    /// <summary>Waits for something to be true of the Pod.</summary>
    /// <exception cref="TimeoutException">It is not, within the time, or cannot become true any more. Says what happened instead.</exception>
    public async Task UntilAsync(Func<RunningPod, bool> isTrue, TimeSpan patience, CancellationToken cancel)
    {
        var began = _clock.Now;
        while (true)
        {
            var next = History.Next;
            if (isTrue(this)) return;

            var rest = patience - _clock.RealSince(began);
            var cannot = History.Events.FirstOrDefault(known => known.Kind == PodEventKind.CannotStart);
            if (cannot is not null || rest <= TimeSpan.Zero || !await _clock.CompletesAsync(next, rest))
                throw new TimeoutException($"{cannot?.Detail ?? $"Not within {patience}."} {await DescribeAsync()}");

            cancel.ThrowIfCancellationRequested();
        }
    }

    public Task UntilReadyAsync(TimeSpan patience, CancellationToken cancel) => UntilAsync(pod => pod.IsReady, patience, cancel);

    /// <summary>Deletes the Pod as <c>kubectl delete pod</c> does, and waits for its end. Its output can still be read; its volumes are gone.</summary>
    public Task DeleteAsync() => DeleteAsync(Grace);

    public async Task DeleteAsync(TimeSpan grace)
    {
        await StopAsync(grace);
        await _life;
        await LeaveAsync();
        History.Add(PodSubject, PodEventKind.Deleted);
    }

    /// <summary>Sends a signal to a container's process, as nobody in Kubernetes does: the fault of a test.</summary>
    public Task KillAsync(string container, string signal, CancellationToken cancel) => this[container].Instance.SignalAsync(signal, cancel);

    /// <summary>What a container's last start printed.</summary>
    public Task<(string Output, string Error)> LogsAsync(string container, CancellationToken cancel) => this[container].Instance.LogsAsync(cancel);

    /// <summary>Applies a new version of a ConfigMap or Secret, and has the volumes show it, which takes a kubelet up to a minute or so.</summary>
    public async Task ApplyAsync<T>(T changed, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _manifests.Replace(changed);
        await _volumes.RefreshAsync(cancel);
    }

    /// <summary>Changes labels or annotations of the Pod, and has the downward API's volumes show them. Policies see labels with the next Pod that comes or goes.</summary>
    public async Task ChangeAsync(Action<V1ObjectMeta> change, CancellationToken cancel)
    {
        change(_manifests.Pod.Metadata);
        await _volumes.RefreshAsync(cancel);
    }

    /// <summary>The most that was seen of an emptyDir, in bytes.</summary>
    public long PeakBytes(string volume) => _storage.PeakBytes(volume);

    /// <summary>State, history and output of every container, for people.</summary>
    public async Task<string> DescribeAsync()
    {
        var text = $"{Phase} {Reason} {Message}\n{History}";
        foreach (var container in _containers)
        {
            foreach (var instance in container.Instances)
            {
                var (output, error) = await instance.LogsAsync(CancellationToken.None);
                text += $"\n--- {container.Name}\n{Last(output)}{Last(error)}";
            }
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_launched.Select(container => container.AbandonAsync()));
        await _life;
        await _watching;
        await LeaveAsync();
        await Task.WhenAll(_containers.SelectMany(container => container.Instances).Select(instance => instance.RemoveAsync()));
        foreach (var container in _containers) container.Dispose();
        _handlers.Dispose();
        _ending.Dispose();
        _stopping.Dispose();
    }

    private static ContainerRole RoleOf(V1Container container) => container.RestartPolicy == "Always" ? ContainerRole.Sidecar : ContainerRole.Init;

    private static string Last(string text) => text.Length > 2000 ? $"…{text[^2000..]}" : text;

    // Init containers in their order, each to its end or, if it is a sidecar, to its start; then the others:
    // docs/concepts/workloads/pods/init-containers/ and …/sidecar-containers/.
    private async Task LiveAsync()
    {
        foreach (var container in _containers.TakeWhile(container => container.Role != ContainerRole.Main))
        {
            if (!Launch(container)) break;
            await (container.Role == ContainerRole.Sidecar ? container.Started : container.Over);
            _hasFailed |= container.Role == ContainerRole.Init ? (await container.Over)?.ExitCode != 0 : container.Over.IsCompleted;
            if (_hasFailed) break;
        }

        if (!_hasFailed && !_ending.IsCancellationRequested) await RunMainAsync();
        await StopAsync(Grace);
        _hasFailed |= Reason is not null || Main.Any(container => container.LastEnd is not { ExitCode: 0 });
        Enter(_hasFailed ? PodPhase.Failed : PodPhase.Succeeded);
    }

    private async Task RunMainAsync()
    {
        foreach (var container in Main)
        {
            if (!Launch(container)) break;
            await container.Running;
            if (Phase == PodPhase.Pending && (container.IsRunning || container.LastEnd is not null)) Enter(PodPhase.Running);
        }

        await Task.WhenAll(Main.Where(_launched.Contains).Select(container => container.Over));
    }

    private bool Launch(PodContainer container)
    {
        lock (_launched)
        {
            if (_ending.IsCancellationRequested) return false;

            _launched.Add(container);
        }

        _ = container.RunAsync();
        return true;
    }

    // Everything at once, but a sidecar's turn comes when the containers after it in the Pod have ended:
    // docs/concepts/workloads/pods/pod-lifecycle/#termination-with-sidecars.
    private async Task StopAsync(TimeSpan grace)
    {
        await _stopping.WaitAsync();
        try
        {
            PodContainer[] launched;
            lock (_launched)
            {
                _ending.Cancel();
                launched = [.. _containers.Where(_launched.Contains)];
            }

            await Task.WhenAll(launched.Select((container, index) => StopAsync(container, grace, launched[(index + 1)..])));
        }
        finally
        {
            _stopping.Release();
        }
    }

    private Task StopAsync(PodContainer container, TimeSpan grace, IReadOnlyList<PodContainer> later)
    {
        if (container.IsRunning) History.Add(container.Name, PodEventKind.Killing);
        var turn = container.Role == ContainerRole.Sidecar && grace > TimeSpan.Zero ? Task.WhenAll(later.Select(other => other.Over)) : Task.CompletedTask;
        return container.StopAsync(grace, turn);
    }

    private async Task WatchAsync()
    {
        try
        {
            var storage = _storage.WatchAsync(_ending.Token);
            var deadline = _manifests.Pod.Spec.ActiveDeadlineSeconds is { } seconds
                ? Task.Delay(TimeSpan.FromSeconds(seconds), _ending.Token)
                : Task.Delay(Timeout.Infinite, _ending.Token);
            if (await Task.WhenAny(storage, deadline) == storage) await EndAsync("Evicted", await storage, PodEventKind.Evicted, TimeSpan.Zero);
            else if (!deadline.IsCanceled)
                await EndAsync("DeadlineExceeded", "Pod was active on the node longer than the specified deadline", PodEventKind.DeadlineExceeded, Grace);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
    }

    private Task EndAsync(string reason, string message, PodEventKind kind, TimeSpan grace)
    {
        Reason = reason;
        Message = message;
        History.Add(PodSubject, kind, message);
        return StopAsync(grace);
    }

    private void Enter(PodPhase phase)
    {
        Phase = phase;
        History.Add(PodSubject, PodEventKind.Phase, $"{phase}");
    }

    private async Task LeaveAsync()
    {
        if (_isGone) return;

        _isGone = true;
        await _network.LeaveAsync(_sandbox.Member, CancellationToken.None);
        await _sandbox.RemoveAsync();
        await _node.DisposeAsync();
    }
}
