namespace LogPair.Processor.Rules;

/// <summary>Kinds of metric, as Prometheus defines them.</summary>
internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}
