using LogPair.Processor.Rules.Expressions.Operators;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>
/// Says what wildcards mean: <c>A[?] = 1</c> that any element of A is 1. Source: what Serilog.Expressions 5.0 does.
/// </summary>
/// <remarks>
/// A wildcard belongs to the nearest comparison, <c>in</c>, <c>like</c>, <c>is null</c> or function with a boolean value around
/// it, and to none through a list or from within brackets: there, it asks whether the elements themselves are true. Of
/// several, the first is the outermost, and of <c>A[?][*]</c> the left one.
/// </remarks>
internal sealed class Wildcards(ExpressionProblems problems)
{
    // Each one multiplies the work. Two are rare.
    private const int MaxInOneComparison = 8;

    private static readonly string[] Tests = ["Contains", "StartsWith", "EndsWith", "IsMatch", "IsDefined"];

    private int _slots;

    /// <returns>The expression without any <see cref="WildcardAccess"/>.</returns>
    public Expression Expand(Expression expression) => Expand(expression, nested: 0);

    private Expression Expand(Expression expression, int nested) => expression switch
    {
        LikeExpression { IsNegated: true } like => ExpandNotLike(like, nested),
        WildcardAccess wildcard => Quantify(wildcard, element => element, nested),
        _ when IsTest(expression) && FirstWildcard(Operands(expression)) is { } wildcard =>
            Quantify(wildcard, element => Replace(expression, wildcard, element), nested),
        _ => Map(expression, operand => Expand(operand, IsTest(expression) ? 0 : nested)),
    };

    // Not like is not a test of its own but denies one, unlike not in.
    private Expression ExpandNotLike(LikeExpression like, int nested) =>
        Expand(like with { IsNegated = false }, nested) switch
        {
            QuantifiedExpression quantified => quantified with { IsNegated = true },
            LikeExpression expanded => expanded with { IsNegated = true },
            var other => other,
        };

    private Expression Quantify(WildcardAccess wildcard, Func<Expression, Expression> condition, int nested)
    {
        if (nested == MaxInOneComparison)
        {
            problems.Error(wildcard.Start, $"there are more than {MaxInOneComparison} wildcards in one comparison",
                "Compare in several steps.");
            return new InvalidExpression(wildcard.Start);
        }

        var element = new CurrentElement(wildcard.Start, _slots++);
        return new QuantifiedExpression(
            wildcard.Start, Expand(wildcard.Target, nested + 1), element.Slot, Expand(condition(element), nested + 1),
            wildcard.Quantifier, IsNegated: false);
    }

    private static bool IsTest(Expression expression) => expression switch
    {
        InExpression or LikeExpression or IsNullExpression => true,
        BinaryExpression binary => binary.Operator.Precedence == OperatorPrecedence.Comparison,
        CallExpression call => Tests.Contains(call.Function, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    private static WildcardAccess? FirstWildcard(IEnumerable<Expression> operands) =>
        operands.Select(FindWildcard).FirstOrDefault(found => found is not null);

    private static WildcardAccess? FindWildcard(Expression expression) => expression switch
    {
        WildcardAccess wildcard => FindWildcard(wildcard.Target) ?? wildcard,
        IndexAccess index => FindWildcard(index.Target),
        ListLiteral => null,
        _ when IsTest(expression) => null,
        _ => FirstWildcard(Operands(expression)),
    };

    private static Expression Replace(Expression expression, WildcardAccess wildcard, Expression element) =>
        ReferenceEquals(expression, wildcard)
            ? element
            : Map(expression, operand => Replace(operand, wildcard, element));

    private static List<Expression> Operands(Expression expression)
    {
        var operands = new List<Expression>();
        Map(expression, operand =>
        {
            operands.Add(operand);
            return operand;
        });
        return operands;
    }

    // The same expression with other operands, in the order in which they are written.
    private static Expression Map(Expression expression, Func<Expression, Expression> map) => expression switch
    {
        BinaryExpression binary => binary with { Left = map(binary.Left), Right = map(binary.Right) },
        InExpression @in => @in with { Item = map(@in.Item), List = map(@in.List) },
        LikeExpression like => like with { Operand = map(like.Operand), Pattern = map(like.Pattern) },
        IsNullExpression isNull => isNull with { Operand = map(isNull.Operand) },
        NotExpression not => not with { Operand = map(not.Operand) },
        NegateExpression negate => negate with { Operand = map(negate.Operand) },
        ConditionalExpression conditional => conditional with
        {
            Condition = map(conditional.Condition),
            Consequent = map(conditional.Consequent),
            Alternative = map(conditional.Alternative),
        },
        CallExpression call => call with { Arguments = [.. call.Arguments.Select(map)] },
        ListLiteral list => list with { Elements = [.. list.Elements.Select(map)] },
        MemberAccess member => member with { Target = map(member.Target) },
        IndexAccess index => index with { Target = map(index.Target), Index = map(index.Index) },
        WildcardAccess wildcard => wildcard with { Target = map(wildcard.Target) },
        QuantifiedExpression quantified => quantified with
        {
            Collection = map(quantified.Collection),
            Condition = map(quantified.Condition),
        },
        _ => expression,
    };
}
