using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary><c>2xx</c> of an HTTP status 200 to 299, and so on; undefined for anything but 100 to 599.</summary>
internal sealed class StatusClassNode(Node status) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = status.Evaluate(record, scratch);
        var isNumber = value.IsText ? Amounts.TryParse(value.Bytes, out var number) : value.TryGetNumber(out number);
        return !isNumber ? Value.Undefined : number switch
        {
            >= 100 and < 200 => Value.Text("1xx"u8),
            >= 200 and < 300 => Value.Text("2xx"u8),
            >= 300 and < 400 => Value.Text("3xx"u8),
            >= 400 and < 500 => Value.Text("4xx"u8),
            >= 500 and < 600 => Value.Text("5xx"u8),
            _ => Value.Undefined,
        };
    }
}
