namespace LogPair.Benchmarks.Live;

/// <summary>One stretch of live load.</summary>
/// <param name="Percent">Of a core, that the processor took.</param>
/// <param name="LinesPerSecond">That the writer really wrote.</param>
/// <param name="BytesPerSecond">In them.</param>
internal readonly record struct LiveShare(double Percent, double LinesPerSecond, double BytesPerSecond);
