using k8s.Models;
using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Probes;

namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>The probes of one running container: first its startup probe, then the others side by side.</summary>
/// <remarks>kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe</remarks>
/// <param name="container">Of the Pod.</param>
/// <param name="instance">It runs.</param>
/// <param name="services">Of the Pod.</param>
/// <param name="reactions">What follows from the answers.</param>
internal sealed class ContainerProbes(V1Container container, EngineContainer instance, PodServices services, IProbeReactions reactions)
{
    private readonly long _began = services.Clock.Now;

    /// <param name="watching">Over when the container is to stop: nothing is to be killed for its probes then.</param>
    /// <param name="running">Over when it has ended; readiness is asked for until then.</param>
    public async Task RunAsync(CancellationToken watching, CancellationToken running)
    {
        try
        {
            if (container.StartupProbe is { } startup && !await StartsAsync(startup, watching)) return;

            reactions.OnStarted();
            await Task.WhenAll(WatchReadinessAsync(running), WatchLivenessAsync(watching));
        }
        catch (OperationCanceledException) when (watching.IsCancellationRequested || running.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> StartsAsync(V1Probe probe, CancellationToken cancel)
    {
        var failures = 0;
        await foreach (var outcome in OutcomesAsync(probe, "startup", cancel))
        {
            if (outcome.IsSuccess) return true;
            if (++failures < new ProbeNumbers(probe).Failures) continue;

            reactions.OnFailed("startup", GraceOf(probe));
            return false;
        }

        return false;
    }

    private async Task WatchLivenessAsync(CancellationToken cancel)
    {
        if (container.LivenessProbe is not { } probe) return;

        var failures = 0;
        await foreach (var outcome in OutcomesAsync(probe, "liveness", cancel))
        {
            failures = outcome.IsSuccess ? 0 : failures + 1;
            if (failures < new ProbeNumbers(probe).Failures) continue;

            reactions.OnFailed("liveness", GraceOf(probe));
            return;
        }
    }

    private async Task WatchReadinessAsync(CancellationToken cancel)
    {
        if (container.ReadinessProbe is not { } probe)
        {
            reactions.OnReadiness(isReady: true);
            return;
        }

        var numbers = new ProbeNumbers(probe);
        var (successes, failures) = (0, 0);
        await foreach (var outcome in OutcomesAsync(probe, "readiness", cancel))
        {
            (successes, failures) = outcome.IsSuccess ? (successes + 1, 0) : (0, failures + 1);
            if (successes >= numbers.Successes) reactions.OnReadiness(isReady: true);
            if (failures >= numbers.Failures) reactions.OnReadiness(isReady: false);
        }
    }

    private async IAsyncEnumerable<ProbeOutcome> OutcomesAsync(
        V1Probe probe, string kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var numbers = new ProbeNumbers(probe);
        var delay = numbers.InitialDelay - services.Clock.Since(_began);
        if (delay > TimeSpan.Zero) await services.Clock.WaitAsync(delay, cancel);
        while (true)
        {
            var asked = services.Clock.Now;
            var outcome = await services.Handlers.ProbeAsync(probe, container, instance, cancel);
            if (!outcome.IsSuccess) services.History.Add(container.Name, PodEventKind.ProbeFailed, $"{kind}: {outcome.Why}");
            yield return outcome;

            var rest = numbers.Period - services.Clock.Since(asked);
            if (rest > TimeSpan.Zero) await services.Clock.WaitAsync(rest, cancel);
            else cancel.ThrowIfCancellationRequested();
        }
    }

    private static TimeSpan? GraceOf(V1Probe probe) =>
        probe.TerminationGracePeriodSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
