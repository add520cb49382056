namespace LogPair.Processor.Rules;

/// <summary>One value that a rule yields for one record.</summary>
/// <remarks>Valid until the next measurement on the same thread's scratch space.</remarks>
internal readonly ref struct Measurement
{
    /// <summary>Finite; not negative for a counter. 0 where <see cref="ValueHash"/> counts.</summary>
    public double Value { get; init; }

    /// <summary>Stands for the value where only its being different counts. The same in every process.</summary>
    public ulong ValueHash { get; init; }

    /// <summary>The label values, as <see cref="Rules.LabelKey"/> encodes them.</summary>
    public ReadOnlySpan<byte> LabelKey { get; init; }

    /// <summary>Where the record belongs to; empty if that is unknown or of no interest. Printable ASCII.</summary>
    public ReadOnlySpan<byte> TraceId { get; init; }

    /// <inheritdoc cref="TraceId"/>
    public ReadOnlySpan<byte> SpanId { get; init; }

    /// <summary>The same for the series of these labels.</summary>
    public Measurement Of(ReadOnlySpan<byte> labelKey) => new()
    {
        Value = Value,
        ValueHash = ValueHash,
        LabelKey = labelKey,
        TraceId = TraceId,
        SpanId = SpanId,
    };
}
