using System.Runtime.InteropServices;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Where something was measured; figures mean little without it.</summary>
internal static class Machine
{
    public static string Describe(BenchSettings settings)
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return $"{Environment.ProcessorCount} × {model ?? RuntimeInformation.OSArchitecture.ToString()}, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load average {load}; "
            + $"{settings.Binary.Name} of {settings.Binary.Length:N0} bytes{Commit()}";
    }

    private static string Commit() =>
        Environment.GetEnvironmentVariable("COMMIT") is { Length: > 0 } commit ? $", commit {commit}" : "";
}
