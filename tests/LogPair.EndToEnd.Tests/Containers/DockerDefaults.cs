using System.Runtime.CompilerServices;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>Sets what Testcontainers needs on an engine older than it expects, unless somebody set it already.</summary>
/// <remarks>Testcontainers reads the variables once, when its first type is touched; hence a module initializer.</remarks>
internal static class DockerDefaults
{
    // Testcontainers 4.16 asks for 1.44, Debian 12's engine knows 1.41. Newer engines refuse old versions: they keep the default.
    private static readonly Version Expected = new(1, 44);

#pragma warning disable CA2255 // This assembly is an application: its tests
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set()
    {
        // The reaper is one more image to pull. Labels and Leftovers do its work.
        SetDefault("TESTCONTAINERS_RYUK_DISABLED", "true");

        // Ports are published on loopback only.
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is null or "" or ['u', 'n', 'i', 'x', ..])
            SetDefault("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");

        if (DockerEngine.ApiVersion is { } version && version < Expected) SetDefault("DOCKER_API_VERSION", version.ToString());
    }

    private static void SetDefault(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) Environment.SetEnvironmentVariable(name, value);
    }
}
