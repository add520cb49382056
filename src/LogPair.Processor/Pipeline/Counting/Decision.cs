namespace LogPair.Processor.Pipeline.Counting;

/// <summary>What a group of rules makes of all records with the same key.</summary>
internal struct Decision
{
    /// <summary>Place of the first of the rules that match; those that count records come first.</summary>
    public int First;

    /// <summary>That of the first which measures something of each record.</summary>
    public int FirstMeasuring;

    /// <summary>Past the last one.</summary>
    public int End;

    /// <summary>Records of the batch.</summary>
    public long Hits;

    public readonly bool IsMatch => End > First;
}
