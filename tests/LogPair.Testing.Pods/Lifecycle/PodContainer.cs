using Docker.DotNet;
using k8s.Models;
using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Probes;

namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>One container of a Pod through all its starts. Every start is a new container of the engine: what was written beside volumes is gone.</summary>
internal sealed class PodContainer : IProbeReactions, IDisposable
{
    // "The kubelet requests a small, one-off grace period extension of 2 seconds": docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    private readonly V1Pod _pod;
    private readonly PodServices _services;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _running = Signal();
    private readonly TaskCompletionSource _started = Signal();
    private readonly TaskCompletionSource<ContainerEnd?> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<EngineContainer> _instances = [];

    public PodContainer(V1Pod pod, V1Container specification, ContainerRole role, PodServices services)
    {
        _pod = pod;
        _services = services;
        Specification = specification;
        Role = role;
    }

    public V1Container Specification { get; }

    public ContainerRole Role { get; }

    public string Name => Specification.Name;

    /// <summary>Starts after the first one.</summary>
    public int Restarts { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>Its startup probe succeeded since its last start, or it has none.</summary>
    public bool IsStarted { get; private set; }

    public bool IsReady { get; private set; }

    /// <summary>How it ended the last time; null when it did not yet.</summary>
    public ContainerEnd? LastEnd { get; private set; }

    /// <summary>Completes when it ran for the first time, its postStart hook included, or never will.</summary>
    public Task Running => Task.WhenAny(_running.Task, _over.Task);

    /// <summary>Completes when it was started for the first time, or never will be.</summary>
    public Task Started => Task.WhenAny(_started.Task, _over.Task);

    /// <summary>Completes when it has ended and is not started again; null when it never ran.</summary>
    public Task<ContainerEnd?> Over => _over.Task;

    public IReadOnlyList<EngineContainer> Instances
    {
        get
        {
            lock (_instances) return [.. _instances];
        }
    }

    /// <summary>The one that runs, or ran last.</summary>
    public EngineContainer Instance => Instances[^1];

    private TimeSpan PodGrace => TimeSpan.FromSeconds(_pod.Spec.TerminationGracePeriodSeconds ?? 30);

    /// <summary>Starts it again and again, as its policy says, until it is stopped.</summary>
    public async Task RunAsync()
    {
        ContainerEnd? end = null;
        var backoff = new RestartBackoff();
        try
        {
            while (true)
            {
                var began = _services.Clock.Now;
                end = await RunOnceAsync() ?? end;
                if (_stopping.IsCancellationRequested || !IsRestarted(end!)) return;

                var wait = backoff.Next(_services.Clock.Since(began));
                _services.History.Add(Name, PodEventKind.BackOff, $"{wait.TotalSeconds} s");
                await _services.Clock.WaitAsync(wait, _stopping.Token);
                Restarts++;
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (PodCannotStartException exception)
        {
            // Kubernetes would try for ever. Whoever waits for this Pod must hear of it.
            _services.History.Add(Name, PodEventKind.CannotStart, exception.Message);
        }
        catch (Exception exception)
        {
            // Nobody awaits this loop: a failure of the runner itself is told in the same way.
            _services.History.Add(Name, PodEventKind.CannotStart, $"the Pod runner failed: {exception}");
        }
        finally
        {
            _over.TrySetResult(end);
        }
    }

    /// <summary>Stops it for good.</summary>
    /// <param name="grace">From now to SIGKILL; the preStop hook and the waiting for its turn are taken from it.</param>
    /// <param name="turn">Completes when the containers that are to end before it have ended.</param>
    public async Task StopAsync(TimeSpan grace, Task turn)
    {
        EngineContainer? instance;
        await _starting.WaitAsync(CancellationToken.None);
        try
        {
            await _stopping.CancelAsync();
            instance = Instances is [.., var last] ? last : null;
        }
        finally
        {
            _starting.Release();
        }

        if (instance is not null && IsRunning) await StopAsync(instance, grace, turn);
        await Over;
    }

    /// <summary>Ends it at once, for a test that is over.</summary>
    public async Task AbandonAsync()
    {
        await _starting.WaitAsync(CancellationToken.None);
        try
        {
            await _stopping.CancelAsync();
            if (Instances is [.., var last]) await last.RemoveAsync();
        }
        finally
        {
            _starting.Release();
        }

        await Over;
    }

    public void Dispose()
    {
        _starting.Dispose();
        _stopping.Dispose();
    }

    void IProbeReactions.OnStarted()
    {
        IsStarted = true;
        _services.History.Add(Name, PodEventKind.Started);
        _started.TrySetResult();
    }

    void IProbeReactions.OnReadiness(bool isReady)
    {
        if (IsReady == isReady) return;

        IsReady = isReady;
        _services.History.Add(Name, isReady ? PodEventKind.Ready : PodEventKind.Unready);
    }

    void IProbeReactions.OnFailed(string probe, TimeSpan? grace)
    {
        var instance = Instance;
        _services.History.Add(Name, PodEventKind.Killing, $"failed {probe} probe");
        _ = StopAsync(instance, grace ?? PodGrace, Task.CompletedTask);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // docs/concepts/workloads/pods/pod-lifecycle/#restart-policy. Init containers that failed are started again unless the policy is Never;
    // sidecars ignore the Pod's policy.
    private bool IsRestarted(ContainerEnd end) => (Role, _pod.Spec.RestartPolicy) switch
    {
        (ContainerRole.Sidecar, _) => true,
        (ContainerRole.Init, var policy) => end.ExitCode != 0 && policy != "Never",
        (_, "Always") => true,
        (_, "OnFailure") => end.ExitCode != 0,
        _ => false,
    };

    // Null: it was stopped before it started.
    private async Task<ContainerEnd?> RunOnceAsync()
    {
        if (await StartAsync() is not { } instance) return null;

        using var running = new CancellationTokenSource();
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(running.Token, _stopping.Token);
        var attending = AttendAsync(instance, watching.Token, running.Token);
        var end = await instance.End;
        IsRunning = IsStarted = false;
        ((IProbeReactions)this).OnReadiness(isReady: false);
        await running.CancelAsync();
        await attending;
        LastEnd = await WithMessageAsync(end, instance);
        _services.History.Add(Name, PodEventKind.Ended, $"{end.Reason}, exit code {end.ExitCode}");
        return LastEnd;
    }

    private async Task<EngineContainer?> StartAsync()
    {
        await _starting.WaitAsync(CancellationToken.None);
        try
        {
            if (_stopping.IsCancellationRequested) return null;

            var messages = Path.Combine(_services.Node.Make("containers", Name), $"{Restarts}.message");
            var plan = await _services.Planner.PlanAsync(Specification, _services.Pause, messages, CancellationToken.None);
            var instance = await EngineContainer.CreateAsync(
                plan, await _services.Images.ConfigurationAsync(Specification.Image), messages, CancellationToken.None);
            lock (_instances) _instances.Add(instance);
            _services.History.Add(Name, PodEventKind.Created, Specification.Image);
            await instance.StartAsync(CancellationToken.None);
            IsRunning = true;
            return instance;
        }
        catch (DockerApiException exception)
        {
            throw new PodCannotStartException($"RunContainerError: {Name}: {exception.Message}");
        }
        finally
        {
            _starting.Release();
        }
    }

    // A container whose postStart hook fails is killed: docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution.
    private async Task AttendAsync(EngineContainer instance, CancellationToken watching, CancellationToken running)
    {
        try
        {
            if (Specification.Lifecycle?.PostStart is { } hook) await _services.Handlers.RunHookAsync(hook, Specification, instance, running);
        }
        catch (HookFailedException exception)
        {
            _services.History.Add(Name, PodEventKind.HookFailed, $"postStart: {exception.Message}");
            await StopAsync(instance, PodGrace, Task.CompletedTask);
            return;
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            return;
        }

        _services.History.Add(Name, PodEventKind.Running);
        _running.TrySetResult();
        await new ContainerProbes(Specification, instance, _services, this).RunAsync(watching, running);
    }

    // The order and the arithmetic of the kubelet's killContainer (pkg/kubelet/kuberuntime/kuberuntime_container.go): hook, turn, signal, SIGKILL.
    private async Task StopAsync(EngineContainer instance, TimeSpan grace, Task turn)
    {
        var began = _services.Clock.Now;
        if (Specification.Lifecycle?.PreStop is { } hook && grace > TimeSpan.Zero) await RunPreStopAsync(hook, instance, grace);
        var rest = grace - _services.Clock.RealSince(began);
        if (rest > TimeSpan.Zero) await _services.Clock.CompletesAsync(turn, rest);
        rest = grace - _services.Clock.RealSince(began);
        if (rest < LeastGrace) rest = LeastGrace;

        _services.History.Add(Name, PodEventKind.Terminated, $"{rest.TotalSeconds:N0} s to end");
        await instance.AskToStopAsync(CancellationToken.None);
        if (await _services.Clock.CompletesAsync(instance.End, rest)) return;

        _services.History.Add(Name, PodEventKind.Forced);
        await instance.SignalAsync("SIGKILL", CancellationToken.None);
        await instance.End;
    }

    // A hook that fails or takes too long does not keep the container from being stopped.
    private async Task RunPreStopAsync(V1LifecycleHandler hook, EngineContainer instance, TimeSpan grace)
    {
        using var limit = new CancellationTokenSource(grace);
        try
        {
            await Task.WhenAny(_services.Handlers.RunHookAsync(hook, Specification, instance, limit.Token), instance.End).Unwrap();
            _services.History.Add(Name, PodEventKind.PreStopDone);
        }
        catch (HookFailedException exception)
        {
            _services.History.Add(Name, PodEventKind.HookFailed, $"preStop: {exception.Message}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _services.History.Add(Name, PodEventKind.HookFailed, "preStop: not done within the grace period");
        }
    }

    // docs/tasks/debug/debug-application/determine-reason-pod-failure/: the last 2048 bytes or 80 lines, if it failed and left no message.
    private async Task<ContainerEnd> WithMessageAsync(ContainerEnd end, EngineContainer instance)
    {
        if (Specification.TerminationMessagePolicy != "FallbackToLogsOnError" || end.Message.Length > 0 || end.ExitCode == 0) return end;

        var (output, error) = await instance.LogsAsync(CancellationToken.None);
        var last = string.Join('\n', (output + error).Split('\n').TakeLast(80));
        return end with { Message = last.Length > 2048 ? last[^2048..] : last };
    }
}
