using System.Globalization;

namespace LogPair.Host.Doctor.Machine;

/// <summary>The files under <c>/proc</c> and <c>/sys</c> in which the kernel tells of itself.</summary>
internal sealed class SystemFiles
{
    private readonly string _root;

    /// <param name="root">What stands for <c>/</c>: tests put files of their own there.</param>
    public SystemFiles(string root) => _root = root;

    public static SystemFiles OfThisMachine { get; } = new("/");

    /// <param name="path">Relative to the root.</param>
    /// <returns>Null if there is no such file, or it may not be read.</returns>
    public string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_root, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Null if there is no such file, or it holds no number: <c>max</c> is none.</returns>
    public long? TryReadNumber(string path) =>
        long.TryParse(TryRead(path)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;

    /// <returns>Lines of <c>name value</c>, or <c>name: value</c>; empty if there is no such file.</returns>
    public IReadOnlyDictionary<string, string> ReadTable(string path)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (TryRead(path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = line.AsSpan().IndexOfAny(':', ' ', '\t');
            if (end > 0) table.TryAdd(line[..end], line[(end + 1)..].Trim());
        }

        return table;
    }

    /// <summary>Absolute paths of what is in a directory; none if it may not be listed.</summary>
    public IReadOnlyList<string> List(string path)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(_root, path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The ids of the processes that can be seen.</summary>
    public IEnumerable<int> Processes() => List("proc")
        .Select(path =>
            int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);
}
