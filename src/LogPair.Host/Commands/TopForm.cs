namespace LogPair.Host.Commands;

/// <summary>How a processor is shown.</summary>
internal enum TopForm
{
    /// <summary>Again and again, on a terminal.</summary>
    Live,

    /// <summary>Once, as text.</summary>
    Once,

    /// <summary>Once, as JSON.</summary>
    Json,
}
