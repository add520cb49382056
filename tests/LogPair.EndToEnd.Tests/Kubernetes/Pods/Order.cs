using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Lifecycle;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>Compares a Pod's history with the order that is expected.</summary>
internal static class Order
{
    /// <summary>Each happened, for the first time, one after the other.</summary>
    public static void Assert(RunningPod pod, params (string Subject, PodEventKind Kind)[] expected)
    {
        var at = 0;
        foreach (var known in pod.History.Events)
        {
            if (at < expected.Length && (known.Subject, known.Kind) == expected[at]) at++;
        }

        Xunit.Assert.True(at == expected.Length, $"Missing in this order: {expected.ElementAtOrDefault(at)} in\n{pod.History}");
        var firsts = expected.Select(known => pod.History.When(known.Subject, known.Kind)).ToList();
        Xunit.Assert.Equal(firsts.Order(), firsts);
    }
}
