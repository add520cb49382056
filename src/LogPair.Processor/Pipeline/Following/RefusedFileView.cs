namespace LogPair.Processor.Pipeline.Following;

/// <summary>Something that matches an input and is not read.</summary>
/// <param name="Path">Safe to be shown.</param>
/// <param name="Problem">What is wrong with it, continuing a sentence that begins with the path.</param>
internal sealed record RefusedFileView(string Path, string Problem);
