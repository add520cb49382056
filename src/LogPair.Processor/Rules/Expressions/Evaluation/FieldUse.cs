namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>What an expression needs to know of one field.</summary>
/// <param name="Slot">Of the field set.</param>
/// <param name="IsKindOnly">Whether only the kind of value matters, as for <c>is null</c>.</param>
internal readonly record struct FieldUse(int Slot, bool IsKindOnly);
