using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A text, number or boolean as text. Undefined for anything else.</summary>
internal sealed class ToStringNode(Node value) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var v = value.Evaluate(record, scratch);
        return v.Kind switch
        {
            ValueKind.Text => v,
            ValueKind.Number => Value.Text(v.ToLabel(scratch)),
            // Capitals because this is how .NET, and so Serilog, writes booleans.
            ValueKind.Boolean => Value.Text(v.IsTrue ? "True"u8 : "False"u8),
            _ => Value.Undefined,
        };
    }
}
