using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>One compiled operation. Immutable and without state, so that all lanes share it.</summary>
internal abstract class Node
{
    /// <summary>Computes the value for one record without allocating. Never throws on any record.</summary>
    public abstract Value Evaluate(scoped in LogRecord record, TextScratch scratch);
}
