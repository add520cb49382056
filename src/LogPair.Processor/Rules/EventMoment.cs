namespace LogPair.Processor.Rules;

/// <summary>What a metric needs to know of when an event happened.</summary>
internal enum EventMoment
{
    Nothing,

    /// <summary>Its time.</summary>
    Time,

    /// <summary>Whether it is the later of two, where the order of the lines of a file is worth more than their times.</summary>
    Order,
}
