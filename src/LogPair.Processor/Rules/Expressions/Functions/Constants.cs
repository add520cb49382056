using System.Text;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Arguments that must be known when the rules are compiled.</summary>
internal static class Constants
{
    public static double? Number(Node node) =>
        node is ConstantNode { Value: var value } && value.TryGetNumber(out var number) ? number : null;

    public static string? Text(Node node) =>
        node is ConstantNode { Value: { IsText: true } value } ? Encoding.UTF8.GetString(value.Bytes) : null;

    /// <summary>A whole number within bounds; null if there is no such argument, or something else.</summary>
    public static int? Whole(Node[] arguments, int index, int min, int max) =>
        index < arguments.Length && Number(arguments[index]) is { } number && number >= min && number <= max
            && number == Math.Floor(number) ? (int)number : null;

    public static Pattern Pattern(Node node, LetterCase letters) => TryPattern(node, letters, out _)
        ?? throw new InvalidOperationException("a pattern that was not checked");

    /// <summary>Whether the second argument is a pattern, and the third a group of it.</summary>
    public static ArgumentProblem? CheckPattern(Node[] arguments)
    {
        if (Text(arguments[1]) is null)
            return new ArgumentProblem(1, 0, "a regular expression in quotes is expected here", "Write 'order-(?<id>[0-9]+)'.");
        if (TryPattern(arguments[1], LetterCase.Matters, out var problem) is not { } pattern)
            return new ArgumentProblem(1, problem!.At + 1, problem.Message, problem.Hint);

        return arguments.Length < 3 || Group(pattern, arguments[2]) is not null
            ? null
            : new ArgumentProblem(2, 0, "the pattern has no such group", "Write a number from 0, or the name of a group in quotes.");
    }

    /// <summary>The number of a group that is given by its number or its name; null if there is none.</summary>
    public static int? Group(Pattern pattern, Node node) => Text(node) is { } name
        ? pattern.Groups.Find(name)
        : Whole([node], 0, 0, pattern.Groups.Count);

    public static ArgumentProblem? CheckBounds(Node[] arguments)
    {
        for (var i = 1; i < arguments.Length; i++)
        {
            if (Number(arguments[i]) is not { } bound) return new ArgumentProblem(i, 0, "a bound must be a number", "");
            if (i > 1 && bound <= Number(arguments[i - 1]))
                return new ArgumentProblem(i, 0, "each bound must be larger than the one before", "");
        }

        return null;
    }

    public static ArgumentProblem? CheckWhole(Node[] arguments, int index, int min, int max) =>
        index >= arguments.Length || Whole(arguments, index, min, max) is not null
            ? null
            : new ArgumentProblem(index, 0, $"a whole number from {min} to {max} is expected here", "");

    private static Pattern? TryPattern(Node node, LetterCase letters, out PatternProblem? problem) =>
        Parsing.Patterns.Pattern.TryCreate(
            Text(node) ?? "", letters == LetterCase.Ignored ? PatternFlags.IgnoreCase : PatternFlags.None, out problem);
}
