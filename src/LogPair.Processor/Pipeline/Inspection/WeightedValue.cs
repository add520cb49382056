namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>One value of a label.</summary>
/// <param name="Value">As it is in the series.</param>
/// <param name="Series">How many series have it.</param>
/// <param name="Weight">The sum of their weights; see <see cref="SeriesView.Value"/>.</param>
internal sealed record WeightedValue(string Value, int Series, double Weight);
