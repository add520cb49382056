using LogPair.Testing;

namespace LogPair.Host.Documentation;

/// <summary>A block of code in a page.</summary>
/// <param name="Page">Path below the repository.</param>
/// <param name="Line">Of its first line, from 1.</param>
/// <param name="Language">As it is tagged; empty if it is not.</param>
/// <param name="Text">Without its fences.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text)
{
    private const string Fence = "```";

    /// <summary>Those of the README and of all pages in docs.</summary>
    public static IReadOnlyList<CodeBlock> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.Path("README.md")).Order(StringComparer.Ordinal).SelectMany(In),
    ];

    /// <summary>Where it stands, for people.</summary>
    public override string ToString() => $"{Page}:{Line}";

    private static IEnumerable<CodeBlock> In(string page)
    {
        var lines = File.ReadAllLines(page);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;

            var from = i + 1;
            var to = Array.FindIndex(lines, from, line => line.StartsWith(Fence, StringComparison.Ordinal));
            Assert.True(to >= 0, $"{page}:{i + 1}: this block does not end.");
            yield return new CodeBlock(
                Path.GetRelativePath(Repository.Root, page), from + 1, lines[i][Fence.Length..].Trim(), string.Join('\n', lines[from..to]) + "\n");
            i = to;
        }
    }
}
