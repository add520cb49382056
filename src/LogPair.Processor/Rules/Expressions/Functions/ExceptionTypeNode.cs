using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// The type that an exception's text begins with, or that Python's traceback ends with; <c>panic</c> for Go's.
/// Undefined
/// if it is not text, or nothing in it looks like the name of a type.
/// </summary>
internal sealed class ExceptionTypeNode(Node exception) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = exception.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        var type = ExceptionNames.TypeIn(value.Bytes);
        return type.IsEmpty ? Value.Undefined : Value.Text(type);
    }
}
