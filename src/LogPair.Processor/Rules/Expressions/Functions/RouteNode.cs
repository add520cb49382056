using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A URL path with its ids folded; see <see cref="RouteFolder"/>. Undefined if not text.</summary>
internal sealed class RouteNode(Node path) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = path.Evaluate(record, scratch);
        return value.IsText ? Value.Text(RouteFolder.Fold(value.Bytes, scratch)) : Value.Undefined;
    }
}
