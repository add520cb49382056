using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>One compiled operation. Immutable once compiled, and without state, so that all lanes share it.</summary>
internal abstract class Node
{
    /// <summary>The fields that the result depends on; null if that is not known.</summary>
    /// <remarks>Of a whole expression and of what is made of one; its parts do not know. Set once.</remarks>
    public FieldUses? Reads { get; set; }

    /// <summary>Computes the value for one record without allocating. Never throws on any record.</summary>
    public abstract Value Evaluate(scoped in LogRecord record, TextScratch scratch);

    /// <summary>The number that <see cref="Evaluate"/> yields; false if it is none that a double can hold.</summary>
    public virtual bool TryNumber(scoped in LogRecord record, TextScratch scratch, out double number) =>
        Evaluate(record, scratch).TryGetNumber(out number);
}
