namespace LogPair.Processor.Exposition;

/// <summary>Help texts for prometheus-net, which writes them as they are.</summary>
internal static class EscapedHelp
{
    /// <summary>The text as both formats have it. Source: Prometheus' text format, OpenMetrics 1.0.</summary>
    public static string Of(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
