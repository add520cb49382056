namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>Everything that did not go as it should, since the state began. What never happened is left out.</summary>
internal sealed record TroubleView
{
    public required IReadOnlyList<LossView> Losses { get; init; }

    /// <summary>Lines that are not records of their format.</summary>
    public required IReadOnlyList<ReasonCount> Unparsed { get; init; }

    /// <summary>Files that match an input and were not read.</summary>
    public required IReadOnlyList<ReasonCount> Refused { get; init; }

    /// <summary>Events that were ended before all of their lines had come.</summary>
    public required IReadOnlyList<ReasonCount> Cut { get; init; }

    /// <summary>Seals that were compared with what was counted, by result.</summary>
    public required IReadOnlyList<ReasonCount> Seals { get; init; }

    /// <summary>Segments that were read from their start again, by stream.</summary>
    public required IReadOnlyList<ReasonCount> Truncations { get; init; }

    public required long InvalidUtf8 { get; init; }
}
