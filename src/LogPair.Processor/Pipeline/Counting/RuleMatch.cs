namespace LogPair.Processor.Pipeline.Counting;

/// <summary>A rule that matches a record, and the series that it is for.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Slot">Of the series, in the lane's changes.</param>
/// <param name="CountsRecords">See <see cref="Rules.MetricRule.CountsRecords"/>.</param>
internal readonly record struct RuleMatch(int Rule, int Slot, bool CountsRecords);
