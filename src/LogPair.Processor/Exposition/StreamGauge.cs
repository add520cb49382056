using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A gauge with one value a stream.</summary>
internal sealed class StreamGauge
{
    private readonly Gauge _gauge;

    public StreamGauge(IMetricFactory factory, string name, string help)
    {
        _gauge = factory.CreateGauge(name, help, ["stream"]);
    }

    /// <summary>Shows these values and no others.</summary>
    /// <remarks>Streams come and go, some with every file: without an end, there would be more and more.</remarks>
    public void Show(IEnumerable<KeyValuePair<string, double>> values)
    {
        var shown = values.Take(MetricDefinition.DefaultMaxSeries).ToDictionary(StringComparer.Ordinal);
        foreach (var labels in _gauge.GetAllLabelValues().Where(labels => !shown.ContainsKey(labels[0])).ToList())
            _gauge.RemoveLabelled(labels);
        foreach (var (stream, value) in shown) _gauge.WithLabels(stream).Set(value);
    }
}
