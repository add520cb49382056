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

    /// <param name="definition">What is measured.</param>
    /// <param name="where">Which records; null for all.</param>
    /// <param name="value">Null counts one for each record.</param>
    /// <param name="labels">One for each of the definition's label names, in the same order.</param>
    public MetricRule(MetricDefinition definition, Node? where, Node? value, IReadOnlyList<Node> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, definition.LabelNames.Count);
        Definition = definition;
        _where = where;
        _value = value;
        _labels = [.. labels];
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
        if (_value is not null && !TryGetAmount(_value.Evaluate(record, scratch.Text), out amount))
        {
            return MeasureOutcome.BadValue;
        }

        foreach (var label in _labels) scratch.AppendLabel(label.Evaluate(record, scratch.Text).ToLabel(scratch.Text));
        measurement = new Measurement { Value = amount, LabelKey = scratch.Key };
        return MeasureOutcome.Measured;
    }

    private bool TryGetAmount(Value value, out double amount) =>
        value.TryGetNumber(out amount) && (amount >= 0 || Definition.Type != MetricType.Counter);
}
