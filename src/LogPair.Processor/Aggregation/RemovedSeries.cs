namespace LogPair.Processor.Aggregation;

/// <summary>A series that is gone.</summary>
/// <param name="Slot">Where it was; another one may be there by now.</param>
/// <param name="Key">Its label values.</param>
internal readonly record struct RemovedSeries(int Slot, byte[] Key);
