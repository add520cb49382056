namespace LogPair.Testing.Layering;

/// <summary>Something that a stage may have to know nothing of.</summary>
/// <param name="Name">As the table says it: "files".</param>
/// <param name="Patterns">
/// <c>System.IO.File</c> is a type, <c>System.Text.Json.*</c> a namespace with all below it,
/// <c>System.DateTime::get_UtcNow</c> a member, and so is every member that begins so when a star follows.
/// </param>
internal sealed record Subject(string Name, params IReadOnlyList<string> Patterns)
{
    public bool Covers(Use use) => Patterns.Any(p => Matches(p, use));

    private static bool Matches(string pattern, Use use)
    {
        if (pattern.Contains("::", StringComparison.Ordinal))
        {
            return MatchesMember(pattern, $"{use.UsedType}::{use.UsedMember}");
        }

        return pattern.EndsWith(".*", StringComparison.Ordinal)
            ? $"{use.UsedNamespace}.".StartsWith(pattern[..^1], StringComparison.Ordinal)
            : pattern == use.UsedType;
    }

    private static bool MatchesMember(string pattern, string name)
    {
        return pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == name;
    }
}
