namespace LogPair.Processor.Pipeline.Counting;

/// <summary>A line that somebody may want to look at.</summary>
/// <param name="Reason">Why: <c>unmatched</c>, or why it is no record, as in logpair_unparsed_lines_total.</param>
/// <param name="Path">The segment that it stands in, as it was called.</param>
/// <param name="Text">Its beginning, at most <see cref="LineSamples.MaxLineBytes"/>; bytes that are not UTF-8
/// replaced.</param>
internal sealed record LineSample(string Reason, string Path, string Text);
