using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules;

/// <summary>One label of a metric.</summary>
/// <param name="Name">A valid label name.</param>
/// <param name="Value">What it reads for a record.</param>
internal readonly record struct LabelDefinition(string Name, Node Value);
