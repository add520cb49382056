namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>How often something happened for one reason.</summary>
/// <param name="Reason">As the label of the metric that counts it.</param>
/// <param name="Count">At least 1.</param>
internal sealed record ReasonCount(string Reason, long Count);
