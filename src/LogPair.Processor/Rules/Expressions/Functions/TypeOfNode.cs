using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>The type of a value, by the names that Serilog.Expressions has.</summary>
internal sealed class TypeOfNode(Node value) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var v = value.Evaluate(record, scratch);
        return Value.Text(v.Kind switch
        {
            ValueKind.Undefined => "undefined"u8,
            ValueKind.Null => "null"u8,
            ValueKind.Boolean => "System.Boolean"u8,

            // What its constants are. The line does not tell one kind of number from another.
            ValueKind.Number => "System.Decimal"u8,
            ValueKind.Text => "System.String"u8,
            _ => JsonItems.IsList(v.Bytes) ? "array"u8 : "object"u8,
        });
    }
}
