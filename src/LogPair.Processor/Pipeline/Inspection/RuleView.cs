namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>One metric of the rules, for people.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Type">As in a rules file: <c>counter</c>.</param>
/// <param name="Help">What it says.</param>
/// <param name="Labels">Names.</param>
internal sealed record RuleView(string Name, string Type, string Help, IReadOnlyList<string> Labels)
{
    /// <summary>Records that the rule matched, whether it could measure them or not.</summary>
    public long Matched { get; init; }

    /// <summary>Records that it could not measure, by reason; reasons without any are left out.</summary>
    public IReadOnlyList<ReasonCount> Failed { get; init; } = [];

    /// <summary>Time that its evaluation took: an estimate.</summary>
    public double Seconds { get; init; }

    public int Series { get; init; }

    public int MaxSeries { get; init; }

    /// <summary>Measurements that went to the overflow series, because there were too many series.</summary>
    public long Folded { get; init; }
}
