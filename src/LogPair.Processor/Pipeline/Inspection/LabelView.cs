namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>The values of one label of a metric.</summary>
/// <param name="Name">Of the label.</param>
/// <param name="Values">How many different ones there are.</param>
/// <param name="Heaviest">The heaviest of them, heaviest first.</param>
internal sealed record LabelView(string Name, int Values, IReadOnlyList<WeightedValue> Heaviest);
