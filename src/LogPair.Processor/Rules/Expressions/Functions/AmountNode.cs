using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>An amount that a text tells with its unit; a number is one already. Undefined for anything else.</summary>
internal sealed class AmountNode(Node amount, TextFunction read) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = amount.Evaluate(record, scratch);
        if (value.IsText) return read(value.Bytes, scratch);
        return value.TryGetNumber(out var number) ? Value.Number(number) : Value.Undefined;
    }
}
