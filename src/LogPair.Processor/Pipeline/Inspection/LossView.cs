namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>What is not counted of one stream and never will be, for one reason.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Reason">As in logpair_lost_lines_total.</param>
/// <param name="Lines">As far as it is known how many they are.</param>
/// <param name="Bytes">As far as it is known how many they are.</param>
internal sealed record LossView(string Stream, string Reason, long Lines, long Bytes);
