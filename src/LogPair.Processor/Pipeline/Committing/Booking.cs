namespace LogPair.Processor.Pipeline.Committing;

/// <summary>Something to count that no line says: a loss, a truncation, a seal.</summary>
/// <param name="Metric">Index in the <see cref="MetricCatalog"/>.</param>
/// <param name="Labels">Label key.</param>
/// <param name="Amount">What to add; may be 0, which makes the series appear.</param>
internal readonly record struct Booking(int Metric, byte[] Labels, double Amount);
