namespace LogPair.Testing;

/// <summary>Files of the working copy that the tests were built from, for comparing pages with the code.</summary>
public static class Repository
{
    /// <summary>Absolute path of the top-level directory.</summary>
    public static string Root { get; } = Find();

    /// <summary>Absolute path of a file or directory; <paramref name="relative"/> to the top level.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The fenced block of a page after <c>&lt;!-- example: name --&gt;</c>, with the line feed of its last line.</summary>
    /// <exception cref="ArgumentException">The page has no such example.</exception>
    public static string Block(string page, string name)
    {
        var mark = page.IndexOf($"<!-- example: {name} -->", StringComparison.Ordinal);
        if (mark < 0) throw new ArgumentException($"The page has no example '{name}'.", nameof(name));

        var start = page.IndexOf('\n', page.IndexOf("```", mark, StringComparison.Ordinal)) + 1;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    // Not from the compiler's file paths: a deterministic build replaces them.
    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory.FullName, "LogPair.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return directory.FullName;
    }
}
