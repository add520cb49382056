using System.IO.Enumeration;

namespace LogPair.Processor.Discovery;

/// <summary>The directories that a glob finds files in, now or when one appears there.</summary>
internal static class GlobDirectories
{
    private const string AnyDepth = "**";

    // More than anybody asks for, far less than a neighbour can make.
    private const int MostInOne = 100;

    /// <summary>The root first, whether it exists or not, then what exists below it, level by level.</summary>
    /// <remarks>Lazy: whoever wants only a few causes no more than that to be listed.</remarks>
    public static IEnumerable<string> Of(FileGlob glob)
    {
        var patterns = glob.ToString()[glob.Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var waiting = new Queue<(string Directory, int Depth)>([(glob.Root, 0)]);
        while (waiting.TryDequeue(out var next))
        {
            yield return next.Directory;

            var pattern = patterns[next.Depth];
            var isForFiles = next.Depth == patterns.Length - 1 && pattern != AnyDepth;
            if (isForFiles) continue;

            var depth = pattern == AnyDepth ? next.Depth : next.Depth + 1;
            foreach (var below in Below(next.Directory, pattern)) waiting.Enqueue((below, depth));
        }
    }

    private static List<string> Below(string directory, string pattern)
    {
        try
        {
            var below = new FileSystemEnumerable<string>(
                directory, (ref FileSystemEntry entry) => entry.ToFullPath(), new() { AttributesToSkip = 0 })
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => IsMatch(ref entry, pattern),
            };
            return [.. below.Take(MostInOne)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone, or not for us. The scan of the volume says so.
            return [];
        }
    }

    private static bool IsMatch(ref FileSystemEntry entry, string pattern)
    {
        if (!entry.IsDirectory || (entry.Attributes & FileAttributes.ReparsePoint) != 0) return false;
        if (entry.FileName.StartsWith('.') && !pattern.StartsWith('.')) return false;

        var name = pattern == AnyDepth ? "*" : pattern;
        return FileSystemName.MatchesSimpleExpression(name, entry.FileName, ignoreCase: false);
    }
}
