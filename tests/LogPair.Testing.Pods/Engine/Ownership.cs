using Docker.DotNet;
using Docker.DotNet.Models;

namespace LogPair.Testing.Pods.Engine;

/// <summary>Marks what this test run makes in the engine, and removes what runs that died left behind.</summary>
internal static class Ownership
{
    /// <summary>On every container and network; its value is the process of the test run.</summary>
    public const string Label = "logpair.test.process";

    private const string ProjectPrefix = "logpair-test-";
    private const string ComposeLabel = "com.docker.compose.project";

    public static string Owner => $"{Environment.ProcessId}";

    public static Dictionary<string, string> Labels => new() { [Label] = Owner };

    /// <summary>A new name that tells whose it is.</summary>
    public static string NewName(string what) => $"{ProjectPrefix}{Owner}-{what}-{Guid.NewGuid():N}"[..48];

    /// <summary>Removes what belongs to processes that no longer run.</summary>
    public static async Task RemoveLeftoversAsync(CancellationToken cancel)
    {
        var engine = EngineClient.Instance;
        foreach (var container in await engine.Containers.ListContainersAsync(new() { All = true }, cancel))
        {
            if (IsLeftover(container.Labels))
                await TryAsync(() => engine.Containers.RemoveContainerAsync(container.ID, new() { Force = true, RemoveVolumes = true }, cancel));
        }

        foreach (var volume in (await engine.Volumes.ListAsync(cancel)).Volumes ?? [])
        {
            if (IsLeftover(volume.Labels)) await TryAsync(() => engine.Volumes.RemoveAsync(volume.Name, true, cancel));
        }

        foreach (var network in await engine.Networks.ListNetworksAsync(new NetworksListParameters(), cancel))
        {
            if (IsLeftover(network.Labels)) await TryAsync(() => engine.Networks.DeleteNetworkAsync(network.ID, cancel));
        }
    }

    /// <summary>Whether a process that is no longer there made it.</summary>
    public static bool IsLeftover(int process) => !Directory.Exists($"/proc/{process}");

    // Compose labels what it makes with its project; the project's name holds the process as ours do.
    private static bool IsLeftover(IDictionary<string, string>? labels)
    {
        if (labels is null) return false;
        var owner = labels.TryGetValue(ComposeLabel, out var project) && project.StartsWith(ProjectPrefix, StringComparison.Ordinal)
            ? project[ProjectPrefix.Length..].Split('-')[0]
            : labels.TryGetValue(Label, out var label) ? label : "";
        return int.TryParse(owner, out var process) && IsLeftover(process);
    }

    // Another run may be removing the same.
    private static async Task TryAsync(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (DockerApiException)
        {
        }
    }
}
