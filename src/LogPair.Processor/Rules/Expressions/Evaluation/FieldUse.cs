namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>What an expression needs to know of one field.</summary>
/// <param name="Slot">Of the field set.</param>
/// <param name="IsPresenceOnly">Whether it only matters whether there is a value and whether it is null.</param>
internal readonly record struct FieldUse(int Slot, bool IsPresenceOnly);
