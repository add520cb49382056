namespace LogPair.Processor.Rules.Yaml;

/// <summary>Why a file is not the YAML that is accepted here.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
internal sealed record YamlProblem(YamlPosition Position, string Message, string Hint);
