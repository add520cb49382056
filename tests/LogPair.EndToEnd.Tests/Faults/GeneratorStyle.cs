namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// The generator library: names of their own, seals, and segments deleted once they are acknowledged.
/// </summary>
internal sealed class GeneratorStyle : WritingStyle
{
    private int _starts;

    /// <summary>
    /// Each start writes in another way than the one before, and finds what that left when it was killed.
    /// </summary>
    public bool WritesByTurns { get; init; }

    public override string Name => "generator";

    public override string Program => "generator";

    public override string Input(string logs) => logs;

    public override string Target(string logs) => logs;

    public override bool IsSegment(string name) => name.EndsWith(".log", StringComparison.Ordinal);

    // Segments stay some rolls longer than they must, so that the evidence cannot miss one. Room for all that a run may
    // leave unread: what is given up for want of space is another test's subject.
    public override IReadOnlyDictionary<string, string> Variables(string state) => new Dictionary<string, string>
    {
        ["LOGPAIR_STATE"] = state,
        ["LOGPAIR_SEGMENT_SIZE"] = "4000000",
        ["LOGPAIR_KEEP_SEGMENTS"] = "6",
        ["LOGPAIR_VOLUME_BUDGET"] = "4000000000",
        ["LOGPAIR_WRITING"] = WritesByTurns && _starts++ % 2 == 0 ? "grouped" : "each-event",
    };
}
