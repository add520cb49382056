using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions;
using LogPair.Processor.Rules.Expressions.Syntax;

namespace LogPair.Host.Starter;

/// <summary>A field, and how expressions write it.</summary>
/// <param name="Path">As <see cref="FieldPath"/> has it.</param>
internal sealed record FieldName(FieldPath Path)
{
    private const string Properties = "@p";

    /// <summary>A built-in field.</summary>
    public static FieldName BuiltIn(string name) => new(new FieldPath(name));

    /// <summary>A property, or a member within one.</summary>
    /// <param name="members">From the outermost inwards; at least one.</param>
    public static FieldName Property(params string[] members) =>
        new(members[0].StartsWith('@') ? new FieldPath([Properties, .. members]) : new FieldPath(members));

    /// <summary>Names alone, without what leads to odd ones.</summary>
    public IReadOnlyList<string> Members => Path.Members is [Properties, ..] ? [.. Path.Members.Skip(1)] : Path.Members;

    /// <summary>False for a built-in field.</summary>
    public bool IsProperty => !Path.IsBuiltIn || Path.Members.Count > 1;

    /// <summary>For people.</summary>
    public string Text => string.Join('.', Members);

    /// <summary>For rules.</summary>
    public string Expression
    {
        get
        {
            if (!IsProperty) return Path.Members[0];

            var first = Members[0];
            return Members.Skip(1).Aggregate(
                IsWord(first) ? first : $"{Properties}{Index(first)}",
                (target, member) => target + (IsWord(member) ? $".{member}" : Index(member)));
        }
    }

    private static string Index(string member) => $"['{member.Replace("'", "''", StringComparison.Ordinal)}']";

    // The parser knows best what is a name and what a keyword.
    private static bool IsWord(string member)
    {
        if (!member.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')) return false;

        var problems = new ExpressionProblems();
        var parsed = ExpressionParser.Parse(member, problems);
        return parsed is PropertyName name && name.Name == member && problems.All.Count == 0;
    }
}
