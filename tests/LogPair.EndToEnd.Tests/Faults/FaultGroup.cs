namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Fault tests run one at a time: each keeps a machine busy, and their time is measured.</summary>
[CollectionDefinition(Name)]
public sealed class FaultGroup
{
    public const string Name = "faults";
}
