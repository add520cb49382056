using LogPair.Processor.Discovery;

namespace LogPair.Host.Commands;

/// <summary>The files that a person named, by name or by pattern.</summary>
/// <param name="Files">Each once, in the order in which they were named.</param>
/// <param name="Problems">Patterns that match nothing.</param>
internal sealed record NamedFiles(IReadOnlyList<string> Files, IReadOnlyList<string> Problems)
{
    /// <param name="patterns">Files, directories or globs; a shell that did not expand them leaves that to us.</param>
    public static NamedFiles Find(IReadOnlyList<string> patterns) => new(
        [.. patterns.Where(IsName).SelectMany(Expand).DistinctBy(Path.GetFullPath)],
        [.. patterns.Where(pattern => !IsName(pattern)).Select(_ => "'' names no file."), .. Unmatched(patterns.Where(IsName))]);

    private static bool IsName(string pattern) => !string.IsNullOrWhiteSpace(pattern) && !pattern.Contains('\0');

    private static IEnumerable<string> Expand(string pattern) => IsGlob(pattern)
        ? FileGlob.Parse(pattern).Expand().Order(StringComparer.Ordinal)
        : [pattern];

    private static IEnumerable<string> Unmatched(IEnumerable<string> patterns) => patterns
        .Where(pattern => IsGlob(pattern) && !FileGlob.Parse(pattern).Expand().Any())
        .Select(pattern => $"'{pattern}' matches no file. Check the path; a directory stands for the *.log files in it, "
            + "and in ** and * names that begin with a dot are left out.");

    private static bool IsGlob(string pattern) =>
        Directory.Exists(pattern) || (!File.Exists(pattern) && pattern.AsSpan().ContainsAny('*', '?'));
}
