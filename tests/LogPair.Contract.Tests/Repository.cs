namespace LogPair.Contract.Tests;

/// <summary>Files of the repository, for the tests that compare a page with the code.</summary>
internal static class Repository
{
    public static string Path(string relative)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "LogPair.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return System.IO.Path.Combine(root.FullName, relative);
    }

    /// <summary>The fenced block after <c>&lt;!-- example: name --&gt;</c>, with the line feed of its last line.</summary>
    public static string Block(string page, string name)
    {
        var mark = page.IndexOf($"<!-- example: {name} -->", StringComparison.Ordinal);
        Assert.True(mark >= 0, $"the page has no example '{name}'");
        var start = page.IndexOf('\n', page.IndexOf("```", mark, StringComparison.Ordinal)) + 1;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
