namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>What a scenario has done so far.</summary>
internal sealed class FaultCounts
{
    public int ProcessorKills { get; set; }

    public int WriterKills { get; set; }

    public int Reloads { get; set; }
}
