using LogPair.Processor.Discovery;

namespace LogPair.Host.Starter;

/// <summary>Paths for <c>inputs</c>: those of the files that were looked at, and of what comes after them.</summary>
internal static class InputPaths
{
    // A day in full, or a number of as many digits: what stands so in a name changes from file to file.
    private const int LeastDigits = 6;

    /// <summary>One path or pattern for each stream; the files of each are read in the same way.</summary>
    /// <param name="paths">As they were named.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths) =>
        [.. paths.Select(Of).Distinct(StringComparer.Ordinal)];

    /// <summary>The path that a file had before it was rolled, with a wildcard for a date in its name.</summary>
    public static string Of(string path)
    {
        var name = Path.GetFileName(path);
        if (RolledName.TryParse(name, out var live, out _)) name = live.ToString();
        return path[..^Path.GetFileName(path).Length] + WithoutDate(name);
    }

    private static string WithoutDate(string name)
    {
        for (var start = 0; start < name.Length; start++)
        {
            if (!char.IsAsciiDigit(name[start])) continue;

            var end = start;
            while (end < name.Length && (char.IsAsciiDigit(name[end]) || name[end] is '-' or '_' or 'T')) end++;
            var digits = name[start..end].Count(char.IsAsciiDigit);
            if (digits >= LeastDigits) return $"{name[..start]}*{name[end..]}";

            start = end;
        }

        return name;
    }
}
