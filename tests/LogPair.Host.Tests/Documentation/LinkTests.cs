using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Host.Documentation;

/// <summary>Whatever a page points to within the repository is there.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Pages =
    [
        .. Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories),
        Repository.Path("README.md"), Repository.Path("CONTRIBUTING.md"), Repository.Path("CHANGELOG.md"),
    ];

    [Fact]
    public void EveryLinkLeadsSomewhere()
    {
        var broken = new List<string>();
        foreach (var page in Pages)
        {
            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(page))))
            {
                var (path, anchor) = (link.Groups[1].Value, link.Groups[2].Value);
                if (path.Contains("://", StringComparison.Ordinal)) continue;

                var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
                var isThere = Path.Exists(target)
                    && (anchor.Length == 0 || !target.EndsWith(".md", StringComparison.Ordinal) || Anchors(target).Contains(anchor[1..]));
                if (!isThere) broken.Add($"{Path.GetRelativePath(Repository.Root, page)}: {link.Value}");
            }
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    // Those that are written, and those that GitHub makes of headings: lower case, spaces to hyphens, and nothing but letters, digits, hyphens and underscores.
    private static HashSet<string> Anchors(string page) =>
    [
        .. Anchor().Matches(File.ReadAllText(page)).Select(anchor => anchor.Groups[1].Value),
        .. Heading().Matches(Fenced().Replace(File.ReadAllText(page), "")).Select(heading => string.Concat(
            heading.Groups[1].Value.Trim().ToLowerInvariant()
                .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c))),
    ];

    private static string WithoutCode(string text) => Inline().Replace(Fenced().Replace(text, ""), "");

    [GeneratedRegex("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)")]
    private static partial Regex Link();

    [GeneratedRegex("<a id=\"([^\"]+)\">")]
    private static partial Regex Anchor();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`[^`\\n]+`")]
    private static partial Regex Inline();
}
