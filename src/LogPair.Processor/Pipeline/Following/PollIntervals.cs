namespace LogPair.Processor.Pipeline.Following;

/// <summary>Times between two looks at the sizes of the files.</summary>
/// <param name="Shortest">While they grow.</param>
/// <param name="Longest">While they do not, unless file events are known to arrive.</param>
internal readonly record struct PollIntervals(TimeSpan Shortest, TimeSpan Longest);
