using System.Globalization;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>A control group of the kernel with a memory limit, as a container has one; of either version.</summary>
internal sealed class MemoryGroup : IAsyncDisposable
{
    private const string First = "/sys/fs/cgroup/memory";
    private const string Unified = "/sys/fs/cgroup";

    private readonly string _directory;
    private readonly string _ballast = $"/dev/shm/logpair-ballast-{Guid.NewGuid():N}";

    private MemoryGroup(string directory) => _directory = directory;

    /// <summary>A command that joins the group and becomes what follows it.</summary>
    public IReadOnlyList<string> Wrapper => ["sh", "-c", $"echo $$ >{_directory}/cgroup.procs && exec \"$@\"", "sh"];

    /// <summary>Makes it; skips the test where that is not allowed.</summary>
    public static MemoryGroup Create(long limitBytes)
    {
        var isFirst = File.Exists(Path.Combine(First, "memory.limit_in_bytes"));
        var directory = Path.Combine(isFirst ? First : Unified, $"logpair-test-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(
                Path.Combine(directory, isFirst ? "memory.limit_in_bytes" : "memory.max"),
                    limitBytes.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Requirement.Check($"Control groups with a memory limit are not to be had here: {exception.Message}");
        }

        return new MemoryGroup(directory);
    }

    /// <summary>Takes memory in the group's name that the kernel cannot give back: a file in a tmpfs.</summary>
    public Task FillAsync(int mebibytes, CancellationToken cancel) => Tool.RunAsync(
        "sh", ["-c", $"echo $$ >{_directory}/cgroup.procs && exec dd if=/dev/zero of={_ballast} bs=1M "
            + $"count={mebibytes}"], cancel);

    public ValueTask DisposeAsync()
    {
        File.Delete(_ballast);
        Directory.Delete(_directory);
        return ValueTask.CompletedTask;
    }
}
