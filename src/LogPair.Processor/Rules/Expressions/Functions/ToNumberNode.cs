using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A number, or the number that a text is, white space around it left out. Undefined for anything else.</summary>
internal sealed class ToNumberNode(Node value) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var v = value.Evaluate(record, scratch);
        if (v.Kind == ValueKind.Number) return v;
        return v.IsText && Amounts.TryParse(v.Bytes.Trim(" \t\r\n"u8), out var number) ? Value.Number(number) : Value.Undefined;
    }
}
