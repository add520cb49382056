using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Makes system calls of a real process fail, or kills it at one of them.</summary>
internal static class Strace
{
    /// <summary>What is missing to use it; null if it is there.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancel) =>
        await Tool.TryRunAsync("strace", ["-qq", "-o", "/dev/null", "true"], cancel) switch
        {
            null => "There is no strace (apt-get install strace).",
            { ExitCode: not 0 } result => $"strace does not work here: {result.Error}",
            _ => null,
        };

    /// <summary>Does no harm: notes which of <see cref="FileOperations"/> are used on some files.</summary>
    /// <param name="output">For <see cref="Recorded"/>.</param>
    /// <param name="paths">The files.</param>
    public static IReadOnlyList<string> Record(string output, IEnumerable<string> paths) =>
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", output, "-e", "signal=none",
        "-e", $"trace={string.Join(',', FileOperations)}", .. paths.SelectMany(path => new[] { "-P", path }),
    ];

    /// <summary>The system calls in a recording.</summary>
    public static IReadOnlyList<string> Recorded(string output)
    {
        var lines = File.ReadAllLines(output);
        return [.. FileOperations.Where(call => lines.Any(line => line.Contains($" {call}(", StringComparison.Ordinal)))];
    }

    /// <param name="injection">As strace's <c>-e inject=</c> takes it.</param>
    /// <param name="paths">Only calls that concern these files; none for all calls.</param>
    public static IReadOnlyList<string> Inject(string injection, params IEnumerable<string> paths) =>
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "signal=none",
        "-e", $"trace={injection[..injection.IndexOf(':')]}",
        "-e", $"inject={injection}", .. paths.SelectMany(path => new[] { "-P", path }),
    ];

    /// <summary>As if the limit of inotify instances was reached: no file events at all.</summary>
    public static IReadOnlyList<string> NoInotify { get; } = Inject("inotify_init1:error=EMFILE");

    /// <summary>System calls by which either side changes its own files, one after the other.</summary>
    public static IReadOnlyList<string> FileOperations { get; } =
        ["openat", "pwrite64", "write", "rename", "renameat2", "unlink", "fchmod", "ftruncate", "fsync", "fdatasync", "link"];

    /// <summary>Every file that the processor writes in its state directory.</summary>
    public static IEnumerable<string> StateFiles(string state) =>
        new[] { VolumeLayout.CheckpointFile, VolumeLayout.PreviousCheckpointFile, VolumeLayout.AcknowledgementsFile }
            .SelectMany(name => new[] { name, name + VolumeLayout.TemporarySuffix })
            .Select(name => Path.Combine(state, name));
}
