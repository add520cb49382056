namespace LogPair.Host.Demo;

/// <summary>What becomes of the demo's volume.</summary>
internal enum DemoVolumeEnd
{
    Remove,

    /// <summary>It stays, and nothing is removed from it meanwhile.</summary>
    Keep,
}
