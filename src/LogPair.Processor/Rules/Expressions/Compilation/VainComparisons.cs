using System.Globalization;
using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Syntax;

namespace LogPair.Processor.Rules.Expressions.Compilation;

/// <summary>Warns of comparisons that are allowed and never true.</summary>
internal static class VainComparisons
{
    private static readonly string[] Orders = ["<", "<=", ">", ">="];

    public static void Warn(BinaryExpression comparison, ExpressionProblems problems)
    {
        if (Orders.Contains(comparison.Operator.Symbol)) WarnOfOrder(comparison, problems);
        if (comparison.Operator.Symbol is not ("=" or "<>")) return;

        if (IsLevel(comparison.Left)) WarnOfLevel(comparison.Right, comparison.Letters, problems);
        if (IsLevel(comparison.Right)) WarnOfLevel(comparison.Left, comparison.Letters, problems);
    }

    public static void Warn(InExpression membership, ExpressionProblems problems)
    {
        if (!IsLevel(membership.Item) || membership.List is not ListLiteral list) return;
        foreach (var level in list.Elements) WarnOfLevel(level, membership.Letters, problems);
    }

    private static bool IsLevel(Expression expression) => expression is BuiltInName { Name: "@l" };

    // What is no level in any known spelling may be one all the same: it stays as it is written.
    private static void WarnOfLevel(Expression operand, LetterCase letters, ExpressionProblems problems)
    {
        if (operand is not TextLiteral literal) return;
        if (!LevelNames.TryRead(Encoding.UTF8.GetBytes(literal.Value), out var level)) return;

        var ours = level.ToString();
        var isOurs = literal.Value.Equals(
            ours, letters == LetterCase.Ignored ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        if (isOurs) return;

        problems.Warning(literal.Start, $"@l is never '{literal.Value}': levels read the same in every format",
            $"Write '{ours}'.");
    }

    private static void WarnOfOrder(BinaryExpression comparison, ExpressionProblems problems)
    {
        if ((comparison.Left as TextLiteral ?? comparison.Right as TextLiteral) is not { } text) return;

        var isNumber = double.TryParse(text.Value, CultureInfo.InvariantCulture, out _);
        problems.Warning(text.Start, $"text is neither less nor greater than anything, so {comparison.Operator.Symbol} is never true",
            isNumber ? $"Write {text.Value} without quotes." : "Compare numbers, or use = or like for text.");
    }
}
