namespace LogPair.Host.Top;

/// <summary>What the table is of.</summary>
internal enum TopTab
{
    Files,
    Metrics,
    Troubles,
}
