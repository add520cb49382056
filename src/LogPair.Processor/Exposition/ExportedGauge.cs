using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A gauge whose value is set from outside.</summary>
internal sealed class ExportedGauge : IExportedMetric
{
    private readonly ExportedChildren<Gauge.Child> _children;
    private readonly bool _isTop;

    public ExportedGauge(IMetricFactory factory, MetricDefinition definition)
    {
        var gauge = factory.CreateGauge(definition.Name, EscapedHelp.Of(definition.Help), new GaugeConfiguration
        {
            LabelNames = [.. definition.LabelNames],
            SuppressInitialValue = true,
        });
        _children = new ExportedChildren<Gauge.Child>(
            definition.LabelNames.Count, gauge.WithLabels, child => child.Remove());
        _isTop = definition.Type == MetricType.TopK;
    }

    public void Apply(MetricSnapshot snapshot)
    {
        _children.RemoveGone(snapshot);
        // Of the heaviest, all are in a snapshot or none.
        if (_isTop && snapshot.Count > 0) _children.RemoveOthers(snapshot);
        for (var i = 0; i < snapshot.Count; i++) _children.Get(snapshot, i).Set(snapshot.Numbers(i)[0]);
    }
}
