using k8s.Models;
using LogPair.Contract;
using LogPair.EndToEnd.Tests.Faults;
using LogPair.Host.Workload;
using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The shop of <c>k8s/</c> as it is rendered, with a workload for a test.</summary>
internal static class ShopPods
{
    public const string Application = "shop";
    public const string Processor = "logpair";

    /// <summary>Kinds of <c>k8s/</c> that a Pod does not see.</summary>
    public static readonly string[] OfOthers =
        ["monitoring.coreos.com/v1/PodMonitor", "monitoring.coreos.com/v1/PrometheusRule", "policy/v1/PodDisruptionBudget"];

    /// <param name="directory">Such as <c>k8s/base</c>.</param>
    /// <param name="workload">Name of the Deployment or Job.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<PodManifests> RenderAsync(string directory, string workload, CancellationToken cancel) =>
        PodManifests.Load((await RenderedManifests.RenderAsync(directory, cancel)).Text, workload, OfOthers);

    /// <summary>Has the application write so much, and print the truth when it ends.</summary>
    public static PodManifests Write(this PodManifests manifests, params (string Option, string Value)[] options)
    {
        var arguments = manifests.Pod.Spec.Containers.Single(container => container.Name == Application).Args;
        foreach (var (option, value) in options.Append(("--truth", "-")))
        {
            var at = arguments.IndexOf(option);
            if (at >= 0) arguments[at + 1] = value;
            else foreach (var word in (string[])[option, value]) arguments.Add(word);
        }

        return manifests;
    }

    /// <summary>Gives the log volume another size, and tells the application.</summary>
    public static PodManifests Size(this PodManifests manifests, string volume, ResourceQuantity size)
    {
        manifests.Pod.Spec.Volumes.Single(known => known.Name == volume).EmptyDir.SizeLimit = size;
        manifests.Pod.Spec.Containers.Single(container => container.Name == Application)
            .Env.Single(variable => variable.Name == "LOGPAIR_VOLUME_SIZE_LIMIT").Value = size.ToString();
        return manifests;
    }

    public static Uri MetricsOf(RunningPod pod) => new($"http://{pod.Address}:{VolumeLayout.DefaultPort}/metrics");

    /// <summary>What the application printed at its end.</summary>
    public static async Task<Truth> TruthAsync(RunningPod pod, CancellationToken cancel)
    {
        var (output, error) = await pod.LogsAsync(Application, cancel);
        Assert.True(output.Length > 0, error);
        return Truth.FromJson(System.Text.Encoding.UTF8.GetBytes(output));
    }

    /// <summary>Events of all starts of the application.</summary>
    public static async Task<long> WrittenAsync(RunningPod pod, CancellationToken cancel)
    {
        var outputs = await Task.WhenAll(pod[Application].Instances.Select(instance => instance.LogsAsync(cancel)));
        return outputs.Sum(output => Truth.FromJson(System.Text.Encoding.UTF8.GetBytes(output.Output)).Events);
    }

    /// <summary>Waits until a scrape has more lines than this.</summary>
    public static async Task UntilCountedAsync(Scraper scraper, long lines, RunningPod pod, CancellationToken cancel)
    {
        var seen = await Deadline.PollAsync(
            TimeSpan.FromSeconds(60), () => Task.FromResult(scraper.Latest.Totals.GetValueOrDefault("logpair_lines_total")), seen => seen > lines, cancel);
        Assert.True(seen > lines, $"{seen} lines are counted. {await pod.DescribeAsync()}");
    }
}
