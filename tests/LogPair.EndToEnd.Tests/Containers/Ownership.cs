namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>Marks what this test run makes in the engine, and removes what runs that died left behind.</summary>
internal static class Ownership
{
    /// <summary>On every container, volume and network; its value is the process of the test run.</summary>
    public const string Label = "logpair.test.process";

    private const string ProjectPrefix = "logpair-test-";

    public static string Owner => $"{Environment.ProcessId}";

    /// <summary>A new name that tells whose it is.</summary>
    public static string NewName(string what) => $"{ProjectPrefix}{Owner}-{what}-{Guid.NewGuid():N}"[..48];

    /// <summary>Removes what belongs to processes that no longer run.</summary>
    public static async Task RemoveLeftoversAsync(CancellationToken cancel)
    {
        await RemoveAsync(["ps", "-a"], ["rm", "-f", "-v"], "{{.ID}}", cancel);
        await RemoveAsync(["volume", "ls"], ["volume", "rm", "-f"], "{{.Name}}", cancel);
        await RemoveAsync(["network", "ls"], ["network", "rm"], "{{.ID}}", cancel);
    }

    // Compose labels what it makes with its project; the project's name holds the process as ours do.
    private static async Task RemoveAsync(string[] list, string[] remove, string id, CancellationToken cancel)
    {
        var format = $"{id}\t{{{{.Label \"{Label}\"}}}}\t{{{{.Label \"com.docker.compose.project\"}}}}";
        foreach (var line in (await DockerEngine.RunAsync([.. list, "--format", format], cancel)).Split('\n'))
        {
            if (line.Split('\t') is [var name, var label, var project] && ProcessOf(label, project) is { } process && !Runs(process))
                await Tool.TryRunAsync("docker", [.. remove, name], cancel);
        }
    }

    private static int? ProcessOf(string label, string project)
    {
        var text = project.StartsWith(ProjectPrefix, StringComparison.Ordinal) ? project[ProjectPrefix.Length..].Split('-')[0] : label;
        return int.TryParse(text, out var process) ? process : null;
    }

    private static bool Runs(int process) => Directory.Exists($"/proc/{process}");
}
