namespace LogPair.EndToEnd.Tests;

/// <summary>Files of the working tree that these tests read.</summary>
internal static class Repository
{
    /// <summary>The directory of <c>LogPair.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>Absolute path of a file or directory in the working tree.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "LogPair.sln"))) directory = directory.Parent;
        return directory?.FullName
            ?? throw new InvalidOperationException($"LogPair.sln is in no directory above '{AppContext.BaseDirectory}'. Run the tests from the working tree.");
    }
}
