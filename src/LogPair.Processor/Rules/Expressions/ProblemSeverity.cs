namespace LogPair.Processor.Rules.Expressions;

/// <summary>How bad a problem is.</summary>
internal enum ProblemSeverity
{
    Error,

    /// <summary>It means something, but probably not what was meant.</summary>
    Warning,
}
