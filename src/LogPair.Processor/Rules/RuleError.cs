namespace LogPair.Processor.Rules;

/// <summary>One thing that is wrong in a rules file, or that looks wrong.</summary>
/// <param name="File">As the caller named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, of the first character that is meant.</param>
/// <param name="Message">What is wrong, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
internal sealed record RuleError(string File, int Line, int Column, string Message, string Hint)
{
    public override string ToString() =>
        Hint.Length == 0 ? $"{File}:{Line}:{Column}: {Message}." : $"{File}:{Line}:{Column}: {Message}. {Hint}";
}
