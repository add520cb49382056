namespace LogPair.Processor.Rules;

/// <summary>What a metric makes of its measurements.</summary>
internal enum MetricType
{
    /// <summary>Their number, or their sum.</summary>
    Counter,

    /// <summary>One of them, or their sum, which may fall; see <see cref="GaugeAction"/>.</summary>
    Gauge,

    /// <summary>How many are up to each of some bounds.</summary>
    Histogram,

    /// <summary>Quantiles of the latest.</summary>
    Summary,

    /// <summary>How many different ones there are, estimated.</summary>
    Distinct,

    /// <summary>Sums, of the label sets that have the greatest.</summary>
    TopK,
}
