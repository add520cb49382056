using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Operators;

/// <summary>
/// An operator between two operands. A new one is a row in <see cref="All"/> and, if need be, a node.
/// </summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Precedence">Higher binds tighter; equal ones bind from left to right.</param>
/// <param name="Create">Makes the node that evaluates it.</param>
internal sealed record BinaryOperator(
    string Symbol,
    OperatorPrecedence Precedence,
    Func<Node, Node, LetterCase, Node> Create)
{
    public static IReadOnlyList<BinaryOperator> All { get; } =
    [
        new("or", OperatorPrecedence.Or, (l, r, _) => new OrNode(l, r)),
        new("and", OperatorPrecedence.And, (l, r, _) => new AndNode(l, r)),
        new("=", OperatorPrecedence.Comparison, (l, r, letters) => new EqualNode(l, r, letters)),
        new("<>", OperatorPrecedence.Comparison, (l, r, letters) => new StrictNotNode(new EqualNode(l, r, letters))),
        new("<", OperatorPrecedence.Comparison, (l, r, _) => new OrderNode(l, r, static (a, b) => a < b)),
        new("<=", OperatorPrecedence.Comparison, (l, r, _) => new OrderNode(l, r, static (a, b) => a <= b)),
        new(">", OperatorPrecedence.Comparison, (l, r, _) => new OrderNode(l, r, static (a, b) => a > b)),
        new(">=", OperatorPrecedence.Comparison, (l, r, _) => new OrderNode(l, r, static (a, b) => a >= b)),
        new("+", OperatorPrecedence.Sum, (l, r, _) => new ArithmeticNode(l, r, static (a, b) => a + b)),
        new("-", OperatorPrecedence.Sum, (l, r, _) => new ArithmeticNode(l, r, static (a, b) => a - b)),
        new("*", OperatorPrecedence.Product, (l, r, _) => new ArithmeticNode(l, r, static (a, b) => a * b)),
        new("/", OperatorPrecedence.Product, (l, r, _) => new ArithmeticNode(l, r, static (a, b) => a / b)),
        new("%", OperatorPrecedence.Product, (l, r, _) => new ArithmeticNode(l, r, static (a, b) => a % b)),
        new("^", OperatorPrecedence.Power, (l, r, _) => new ArithmeticNode(l, r, Math.Pow)),
    ];

    public static BinaryOperator? Find(string symbol) =>
        All.FirstOrDefault(candidate => candidate.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase));
}
