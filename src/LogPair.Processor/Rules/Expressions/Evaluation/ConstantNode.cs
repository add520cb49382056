using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>A value that is known when the rules are compiled.</summary>
internal sealed class ConstantNode : Node
{
    private readonly ValueKind _kind;
    private readonly double _number;
    private readonly byte[] _text;

    /// <param name="value">Copied.</param>
    public ConstantNode(Value value)
    {
        Reads = FieldUses.None;
        _kind = value.Kind;
        _number = value.IsTrue ? 1 : value.TryGetNumber(out var number) ? number : 0;
        _text = value.Kind is ValueKind.Text or ValueKind.Structure ? value.Bytes.ToArray() : [];
    }

    public Value Value => _kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Boolean => Value.Boolean(_number != 0),
        ValueKind.Number => Value.Number(_number),
        ValueKind.Text => Value.Text(_text),
        ValueKind.Structure => Value.Structure(_text),
        _ => Value.Undefined,
    };

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) => Value;

    public override bool TryNumber(scoped in LogRecord record, TextScratch scratch, out double number)
    {
        number = _number;
        return _kind == ValueKind.Number;
    }
}
