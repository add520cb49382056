namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Types of the expression language, as Serilog.Expressions has them.</summary>
internal enum ValueKind : byte
{
    /// <summary>No value at all: a property that the event lacks, or an operation without a result.</summary>
    Undefined,
    Null,
    Boolean,
    Number,
    Text,

    /// <summary>A list or an object of the event.</summary>
    Structure,
}
