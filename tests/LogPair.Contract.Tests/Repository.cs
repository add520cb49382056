using System.Runtime.CompilerServices;

namespace LogPair.Contract.Tests;

/// <summary>Files of the repository, for the tests that compare a page with the code.</summary>
internal static class Repository
{
    public static string Path(string relative, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", relative));

    /// <summary>The fenced block after <c>&lt;!-- example: name --&gt;</c>, with the line feed of its last line.</summary>
    public static string Block(string page, string name)
    {
        var mark = page.IndexOf($"<!-- example: {name} -->", StringComparison.Ordinal);
        Assert.True(mark >= 0, $"the page has no example '{name}'");
        var start = page.IndexOf('\n', page.IndexOf("```", mark, StringComparison.Ordinal)) + 1;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
