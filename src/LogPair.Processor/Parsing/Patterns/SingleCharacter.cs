using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Finds parts of patterns that take one character, however they are written.</summary>
internal static class SingleCharacter
{
    /// <summary>The set of characters of which a part takes one; null if it takes anything else.</summary>
    public static RuneSet? AsSet(PatternNode node) => node switch
    {
        SetNode set => set.Set,
        LiteralNode { Rune: var wanted } => new RuneSet(rune => rune == wanted, wanted.IsAscii ? false : null),
        SequenceNode { Parts: [var only] } => AsSet(only),
        ChoiceNode choice => Union([.. choice.Choices.Select(AsSet)]),
        _ => null,
    };

    /// <summary>A choice between characters as the set that it is; other parts as they are.</summary>
    public static PatternNode Simplify(PatternNode node) =>
        node is ChoiceNode && AsSet(node) is { } set ? new SetNode(set) : node;

    private static RuneSet? Union(RuneSet?[] sets)
    {
        if (sets.Contains(null)) return null;

        bool? beyondAscii = sets.Any(set => set!.BeyondAscii is true) ? true
            : sets.All(set => set!.BeyondAscii is false) ? false : null;
        return new RuneSet(rune => IsInAny(rune, sets), beyondAscii);
    }

    // A loop and not a query, which would allocate for each character.
    private static bool IsInAny(Rune rune, RuneSet?[] sets)
    {
        foreach (var set in sets)
        {
            if (set!.Contains(rune)) return true;
        }

        return false;
    }
}
