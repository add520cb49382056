namespace LogPair.Processor.Rules;

/// <summary>What a rule made of a record.</summary>
internal enum MeasureOutcome
{
    /// <summary>The rule's <c>where</c> is not true for the record.</summary>
    NoMatch,

    /// <summary>The record yields one value for one series.</summary>
    Measured,

    /// <summary>The rule matched, but its <c>value</c> is not a number, or one that the metric cannot take.</summary>
    BadValue,
}
