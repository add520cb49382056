namespace LogPair.Processor.Aggregation;

/// <summary>An event that stands for others: its value, and where it can be found.</summary>
/// <param name="Cell">Index of the histogram's bucket; 0 for a counter.</param>
/// <param name="Value">As measured.</param>
/// <param name="TraceId">Not empty; printable ASCII without quotes and backslashes.</param>
/// <param name="SpanId">The same, or empty.</param>
internal readonly record struct SeriesExemplar(int Cell, double Value, string TraceId, string SpanId);
