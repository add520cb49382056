namespace LogPair.Host.RuleTests;

/// <summary>Kind of a <see cref="DiffLine"/>.</summary>
internal enum DiffKind
{
    /// <summary>Should be so.</summary>
    Expected,

    /// <summary>Is so.</summary>
    Actual,

    /// <summary>Says more about the lines before it.</summary>
    Remark,
}
