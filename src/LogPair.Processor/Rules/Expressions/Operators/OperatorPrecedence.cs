namespace LogPair.Processor.Rules.Expressions.Operators;

/// <summary>How tightly operators bind; the later, the tighter. Source: the grammar of Serilog.Expressions.</summary>
internal enum OperatorPrecedence
{
    Or,
    And,

    /// <summary>Also <c>in</c> and <c>like</c>.</summary>
    Comparison,
    Sum,
    Product,
    Power,
}
