using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A counter whose value is set from outside, upwards only.</summary>
internal sealed class ExportedCounter : IExportedMetric
{
    // Their state fits into the nearest cache.
    private const int TouchedAtATime = 32;

    private readonly ExportedChildren<Counter.Child> _children;

    public ExportedCounter(IMetricFactory factory, MetricDefinition definition)
    {
        var counter = factory.CreateCounter(definition.Name, EscapedHelp.Of(definition.Help), new CounterConfiguration
        {
            LabelNames = [.. definition.LabelNames],
            SuppressInitialValue = true,
            ExemplarBehavior = ExemplarBehavior.NoExemplars(),
        });
        _children = new ExportedChildren<Counter.Child>(
            definition.LabelNames.Count, counter.WithLabels, child => child.Remove());
    }

    public void Apply(MetricSnapshot snapshot)
    {
        _children.RemoveGone(snapshot);
        for (var i = 0; i < snapshot.Count; i++)
        {
            if (i % TouchedAtATime == 0) Touch(snapshot, i);
            var child = _children.Get(snapshot, i);
            var total = snapshot.Numbers(i)[0];
            foreach (var exemplar in snapshot.Exemplars(i)) Show(exemplar, child, total);
            child.IncTo(total);
            child.Publish();
        }
    }

    // Objects that are scattered over memory are waited for side by side; what changes a value waits for each alone.
    private void Touch(MetricSnapshot snapshot, int first)
    {
        var end = Math.Min(first + TouchedAtATime, snapshot.Count);
        for (var i = first; i < end; i++) _ = _children.Find(snapshot, i)?.Value;
    }

    // prometheus-net takes an exemplar only with an increment, which is the exemplar's value: so the value goes up to
    // where
    // that increment leads to the total. Where no double does, to the last digit, there is no exemplar.
    private static void Show(SeriesExemplar exemplar, Counter.Child child, double total)
    {
        var before = total - exemplar.Value;
        if (before + exemplar.Value != total) before = Math.BitIncrement(before);
        if (before + exemplar.Value != total) before = Math.BitDecrement(Math.BitDecrement(before));
        if (before + exemplar.Value != total || before < child.Value) return;

        child.IncTo(before);
        child.Inc(exemplar.Value, ExportedExemplar.Of(exemplar));
    }
}
