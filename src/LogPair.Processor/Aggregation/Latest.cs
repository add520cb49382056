namespace LogPair.Processor.Aggregation;

/// <summary>A value and the time of its event.</summary>
/// <param name="Value">As measured.</param>
/// <param name="EventTicks">UTC; 0 if unknown.</param>
internal readonly record struct Latest(double Value, long EventTicks)
{
    /// <summary>
    /// The later of both; of equal times <paramref name="next"/>, which also counts if its time is unknown.
    /// </summary>
    public Latest Then(Latest next)
    {
        if (next.EventTicks == 0) return this with { Value = next.Value };
        return next.EventTicks < EventTicks ? this : next;
    }
}
