namespace LogPair.Processor.Exposition;

/// <summary>How many series a metric has.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Series">Sets of label values.</param>
/// <param name="Limit">Most that it may have, that which takes the rest left out.</param>
internal readonly record struct SeriesCount(string Metric, int Series, int Limit);
