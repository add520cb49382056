using System.IO.Hashing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules;

/// <summary>
/// How one metric is measured from records. Immutable; every lane uses it with its own scratch space.
/// </summary>
internal sealed class MetricRule
{
    private readonly Node? _where;
    private readonly Node? _value;
    private readonly Node[] _labels;
    private readonly ExemplarSource? _exemplars;
    private readonly bool _isDistinct;
    private readonly double _least;

    /// <param name="definition">What is measured.</param>
    /// <param name="where">Which records; null for all.</param>
    /// <param name="value">Null counts one for each record.</param>
    /// <param name="labels">One for each of the definition's label names, in the same order.</param>
    /// <param name="exemplars">Null for a metric that has none.</param>
    public MetricRule(
        MetricDefinition definition, Node? where, Node? value, IReadOnlyList<Node> labels,
        ExemplarSource? exemplars = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, definition.LabelNames.Count);
        Definition = definition;
        _where = where;
        _value = value;
        _labels = [.. labels];
        _exemplars = exemplars;
        _isDistinct = definition.Type == MetricType.Distinct;
        _least = definition.Type is MetricType.Counter or MetricType.TopK ? 0 : double.MinValue;
    }

    public MetricDefinition Definition { get; }

    /// <summary>Applies the rule to one record. Allocates nothing.</summary>
    /// <param name="record">Parsed for the rule set's fields.</param>
    /// <param name="scratch">The calling thread's own; what an earlier measurement left there becomes invalid.</param>
    /// <param name="measurement">Meaningful only if the outcome is <see cref="MeasureOutcome.Measured"/>.</param>
    public MeasureOutcome Measure(scoped in LogRecord record, RuleScratch scratch, out Measurement measurement)
    {
        measurement = default;
        scratch.Clear();
        if (_where is not null && !_where.Evaluate(record, scratch.Text).IsTrue) return MeasureOutcome.NoMatch;

        var amount = 1.0;
        var hash = 0UL;
        if (_value is not null)
        {
            var value = _value.Evaluate(record, scratch.Text);
            var outcome = _isDistinct ? Hash(value, scratch.Text, out hash) : Amount(value, out amount);
            if (outcome != MeasureOutcome.Measured) return outcome;
        }

        foreach (var label in _labels) scratch.AppendLabel(label.Evaluate(record, scratch.Text).ToLabel(scratch.Text));
        measurement = new Measurement
        {
            Value = amount,
            ValueHash = hash,
            LabelKey = scratch.Key,
            TraceId = _exemplars is null ? default : _exemplars.TraceId(record, scratch.Text),
            SpanId = _exemplars is null ? default : _exemplars.SpanId(record, scratch.Text),
        };
        return MeasureOutcome.Measured;
    }

    private MeasureOutcome Amount(Value value, out double amount)
    {
        if (value.TryGetNumber(out amount))
            return amount >= _least ? MeasureOutcome.Measured : MeasureOutcome.OutOfRange;
        if (value.IsNullOrUndefined) return MeasureOutcome.NoValue;
        return value.Kind == ValueKind.Number ? MeasureOutcome.OutOfRange : MeasureOutcome.NotANumber;
    }

    // Two values differ if they would as labels. The hash is saved, so it must be the same in the next process.
    private static MeasureOutcome Hash(Value value, TextScratch scratch, out ulong hash)
    {
        hash = value.IsNullOrUndefined ? 0 : XxHash3.HashToUInt64(value.ToLabel(scratch));
        return value.IsNullOrUndefined ? MeasureOutcome.NoValue : MeasureOutcome.Measured;
    }
}
