using System.Runtime.CompilerServices;

namespace LogPair.Host;

/// <summary>The working copy that the tests were built from; for comparing pages with the code.</summary>
internal static class Repository
{
    public static string Root { get; } = Up(ThisFile());

    private static string Up(string file) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
