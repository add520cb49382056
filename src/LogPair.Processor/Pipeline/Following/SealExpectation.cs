namespace LogPair.Processor.Pipeline.Following;

/// <summary>Whether a segment may get a seal, so that its bytes must be hashed as they pass.</summary>
internal enum SealExpectation
{
    None,

    MayCome,
}
