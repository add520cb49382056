using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A counter whose value is set from outside, upwards only.</summary>
internal sealed class ExportedCounter : IExportedMetric
{
    private readonly ExportedChildren<Counter.Child> _children;

    public ExportedCounter(IMetricFactory factory, MetricDefinition definition)
    {
        var counter = factory.CreateCounter(definition.Name, definition.Help, new CounterConfiguration
        {
            LabelNames = [.. definition.LabelNames],
            SuppressInitialValue = true,
            ExemplarBehavior = ExemplarBehavior.NoExemplars(),
        });
        _children = new ExportedChildren<Counter.Child>(definition.LabelNames.Count, counter.WithLabels);
    }

    public void Apply(MetricSnapshot snapshot)
    {
        for (var i = 0; i < snapshot.Count; i++)
        {
            var child = _children.Get(snapshot, i);
            child.IncTo(snapshot.Values(i)[0]);
            child.Publish();
        }
    }
}
