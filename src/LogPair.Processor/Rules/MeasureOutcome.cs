namespace LogPair.Processor.Rules;

/// <summary>What a rule made of a record.</summary>
internal enum MeasureOutcome
{
    /// <summary>The rule's <c>where</c> is not true for the record.</summary>
    NoMatch,

    /// <summary>The record yields one value for one series.</summary>
    Measured,

    /// <summary>The rule matched, but its <c>value</c> is null or undefined.</summary>
    NoValue,

    /// <summary>The rule matched, but its <c>value</c> is something else than a number.</summary>
    NotANumber,

    /// <summary>
    /// The rule matched, but its <c>value</c> is a number that the metric cannot take: negative, or too great.
    /// </summary>
    OutOfRange,

    /// <summary>
    /// A pattern of the rule would have taken more than is granted for one line: whether the rule matches, or what its
    /// <c>value</c> is, is not known.
    /// </summary>
    TooCostly,
}
