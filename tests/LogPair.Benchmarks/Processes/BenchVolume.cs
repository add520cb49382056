namespace LogPair.Benchmarks.Processes;

/// <summary>Directories of one <c>logpair run</c>: logs and state. Removed at the end.</summary>
internal sealed class BenchVolume : IDisposable
{
    private readonly DirectoryInfo _root;

    /// <param name="work">On the file system of the inputs, because they are linked.</param>
    public BenchVolume(DirectoryInfo work)
    {
        _root = work.CreateSubdirectory($"volume-{Path.GetRandomFileName()}");
        Logs = _root.CreateSubdirectory("logs").FullName;
        State = _root.CreateSubdirectory("state").FullName;
    }

    public string Logs { get; }

    public string State { get; }

    /// <summary>Path of a log file in it, there or not.</summary>
    public string Log(string name) => Path.Combine(Logs, $"{name}.log");

    /// <summary>Adds files that are there already, under names of their own.</summary>
    public void Add(params IEnumerable<string> files)
    {
        foreach (var (i, file) in files.Index()) Posix.HardLink(file, Log($"app{i + 1}"));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
