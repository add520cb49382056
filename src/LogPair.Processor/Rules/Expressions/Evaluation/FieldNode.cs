using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>A field of the record.</summary>
internal sealed class FieldNode : Node
{
    private readonly int _slot;

    public FieldNode(int slot)
    {
        _slot = slot;
    }

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) => record.Kind(_slot) switch
    {
        FieldKind.Null => Value.Null,
        FieldKind.True => Value.Boolean(true),
        FieldKind.False => Value.Boolean(false),
        FieldKind.Number => Value.RawNumber(record.Raw(_slot)),
        FieldKind.Text or FieldKind.EscapedText => Value.Text(record.Text(_slot)),
        FieldKind.Structure => Value.Structure(record.Raw(_slot)),
        _ => Value.Undefined,
    };

    public override bool TryNumber(scoped in LogRecord record, TextScratch scratch, out double number) =>
        record.TryGetNumber(_slot, out number);
}
