namespace LogPair.Processor.Rules;

/// <summary>One value that a rule yields for one record.</summary>
/// <remarks>Valid until the next measurement on the same thread's scratch space.</remarks>
internal readonly ref struct Measurement
{
    /// <summary>Finite; not negative for a counter.</summary>
    public required double Value { get; init; }

    /// <summary>The label values, as <see cref="Rules.LabelKey"/> encodes them.</summary>
    public required ReadOnlySpan<byte> LabelKey { get; init; }
}
