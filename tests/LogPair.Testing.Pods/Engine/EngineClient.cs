using System.ComponentModel;
using System.Diagnostics;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;

namespace LogPair.Testing.Pods.Engine;

/// <summary>The machine's Docker engine, as Testcontainers finds it.</summary>
/// <remarks>
/// What a kubelet does to a container (start, signal, wait, look at how it ended, start another one in its place) is finer than Testcontainers'
/// own containers are; so the runner uses the client that Testcontainers configures.
/// </remarks>
internal static class EngineClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Testcontainers 4.16 asks for 1.44, Debian 12's engine knows 1.41. Newer engines refuse old versions: they keep the default.
    private static readonly Version Expected = new(1, 44);

    private static readonly Lazy<DockerClient> Connected = new(Connect);

    /// <summary>Null when no engine answers.</summary>
    public static Version? ApiVersion { get; } = FindApiVersion();

    /// <summary>What is missing; null when an engine answers.</summary>
    /// <remarks>For Pods, see <see cref="MissingForPods"/>.</remarks>
    public static string? Missing => ApiVersion is null
        ? "No Docker engine answers. Start one (on Debian, .ci/prepare installs and starts it)."
        : null;

    /// <summary>What is missing to run Pods; null when all is there: an engine on this machine, and root with its tools.</summary>
    public static string? MissingForPods => Missing
        ?? (Environment.IsPrivilegedProcess ? null : "Pods need root: for their network namespaces, and for the owners of their volumes.")
        ?? ((string[])["nsenter", "iptables-restore", "chgrp", "du", "mount"]).Where(tool => !IsOnPath(tool))
            .Select(tool => $"There is no '{tool}' (on Debian, .ci/prepare installs it).").FirstOrDefault();

    /// <summary>One for all; it lives as long as the process.</summary>
    public static DockerClient Instance => Connected.Value;

    // Testcontainers reads its settings once, when its first type is touched: here.
    private static DockerClient Connect()
    {
        // The reaper is one more image to pull. Labels and RemoveLeftovers do its work.
        SetDefault("TESTCONTAINERS_RYUK_DISABLED", "true");
        if (ApiVersion is { } version && version < Expected) SetDefault("DOCKER_API_VERSION", version.ToString());
        return TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build();
    }

    private static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(directory => File.Exists(Path.Combine(directory, tool)));

    private static void SetDefault(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) Environment.SetEnvironmentVariable(name, value);
    }

    private static Version? FindApiVersion()
    {
        var start = new ProcessStartInfo("docker", ["version", "--format", "{{.Server.APIVersion}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var client = Process.Start(start)!;
            if (!client.WaitForExit(Patience))
            {
                client.Kill();
                return null;
            }

            return Version.TryParse(client.StandardOutput.ReadToEnd().Trim(), out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
