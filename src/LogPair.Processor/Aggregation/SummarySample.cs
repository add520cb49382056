namespace LogPair.Processor.Aggregation;

/// <summary>One measurement of a summary.</summary>
/// <param name="Value">As measured.</param>
/// <param name="Bin">Its place in a sketch, which is better found out before anybody holds a lock.</param>
/// <param name="EventTicks">UTC; 0 if unknown.</param>
internal readonly record struct SummarySample(double Value, int Bin, long EventTicks);
