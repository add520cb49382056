namespace LogPair.Generator.Tests.Support;

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
}
