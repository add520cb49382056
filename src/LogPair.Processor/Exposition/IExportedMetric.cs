using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Exposition;

/// <summary>One of our metrics as prometheus-net holds it.</summary>
internal interface IExportedMetric
{
    /// <summary>Makes prometheus-net show the values of the series that changed.</summary>
    void Apply(MetricSnapshot snapshot);
}
