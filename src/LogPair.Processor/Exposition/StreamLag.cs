namespace LogPair.Processor.Exposition;

/// <summary>How far behind one stream is.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Bytes">Written and not yet counted.</param>
/// <param name="Time">How long the oldest of these bytes has been waiting; zero if there are none.</param>
/// <param name="SinceProgress">Since lines of it were last counted, or since it was first seen.</param>
internal readonly record struct StreamLag(string Stream, long Bytes, TimeSpan Time, TimeSpan SinceProgress);
