namespace LogPair.Processor.Aggregation;

/// <summary>Values that amounts are added to.</summary>
internal interface ISums
{
    void Add(int slot, double amount);
}
