using System.Globalization;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;
using LogPair.Testing.Pods.Engine;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>The image as Kubernetes runs it: not root, no capabilities, a read-only root file system, 128 MiB.</summary>
internal sealed class AttackedContainer : IProcessorUnderAttack
{
    private const string LogsPath = "/var/log/app";

    private readonly string _id;

    private AttackedContainer(string id, Uri metrics, int processId)
    {
        _id = id;
        Metrics = metrics;
        ProcessId = processId;
    }

    public Uri Metrics { get; }

    public int ProcessId { get; }

    public static async Task<AttackedContainer> StartAsync(TempVolume volume, string rules, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(volume["rules.yaml"], rules.Replace("$LOGS", LogsPath, StringComparison.Ordinal), cancel);
        string[] run =
        [
            "run", "-d", "--label", $"{Ownership.Label}={Ownership.Owner}", "--name", Ownership.NewName("hostile"),
            "--read-only", "--user", "1654:1654", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--memory", "128m",
            "--memory-swap", "128m", "-p", "127.0.0.1::9464", "-v", $"{volume["logs"]}:{LogsPath}:ro", "-v", $"{volume["state"]}:/var/lib/logpair",
            "-v", $"{volume["rules.yaml"]}:/etc/logpair/rules.yaml:ro", "-e", "LOGPAIR_CONFIG=/etc/logpair/rules.yaml",

            // The image names its directory itself, which would win over the paths of the rules.
            "-e", "LOGPAIR_LOGS=", Images.LogPair,
        ];
        var id = (await DockerEngine.RunAsync(run, cancel)).Trim();
        var address = (await DockerEngine.RunAsync(["port", id, "9464/tcp"], cancel)).Split('\n')[0].Trim();
        var process = (await DockerEngine.RunAsync(["inspect", "--format", "{{.State.Pid}}", id], cancel)).Trim();
        return new AttackedContainer(id, new Uri($"http://{address}/metrics"), int.Parse(process, CultureInfo.InvariantCulture));
    }

    public async Task<string> LogAsync() =>
        await Tool.TryRunAsync("docker", ["logs", _id], CancellationToken.None) is { } logs ? logs.Output + logs.Error : "";

    public async ValueTask DisposeAsync() => await Tool.TryRunAsync("docker", ["rm", "-f", _id], CancellationToken.None);
}
