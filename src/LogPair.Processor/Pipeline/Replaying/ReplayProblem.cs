namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>Why a file was not replayed whole.</summary>
internal readonly record struct ReplayProblem(string Path, string Reason);
