using System.IO.Hashing;
using System.Runtime.CompilerServices;
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
        IsOfNumbers = value is not null && !_isDistinct && exemplars is null
            && definition.Moment == EventMoment.Nothing;
        Decisive = AllOf(where, labels);
        _least = definition.Type is MetricType.Counter or MetricType.TopK ? 0 : double.MinValue;
    }

    public MetricDefinition Definition { get; }

    /// <summary>
    /// The fields that decide whether a record matches and what its labels are; null if that is not known.
    /// </summary>
    public FieldUses? Decisive { get; }

    /// <summary>Whether every record that matches counts one, whatever else it holds.</summary>
    public bool CountsRecords => _value is null && _exemplars is null && Definition.Moment == EventMoment.Nothing;

    /// <summary>Whether a number is all that is measured of a record: no hash, no exemplar, no time.</summary>
    public bool IsOfNumbers { get; }

    /// <summary>Applies the rule to one record. Allocates nothing.</summary>
    /// <param name="record">Parsed for the rule set's fields.</param>
    /// <param name="scratch">The calling thread's own; what an earlier measurement left there becomes invalid.</param>
    /// <param name="measurement">Meaningful only if the outcome is <see cref="MeasureOutcome.Measured"/>.</param>
    public MeasureOutcome Measure(scoped in LogRecord record, RuleScratch scratch, out Measurement measurement)
    {
        measurement = default;
        scratch.Clear();
        var isMatch = Matches(record, scratch);
        if (scratch.Text.IsTooCostly) return MeasureOutcome.TooCostly;
        if (!isMatch) return MeasureOutcome.NoMatch;

        var outcome = MeasureValue(record, scratch, out measurement);
        if (outcome != MeasureOutcome.Measured) return outcome;

        AppendLabels(record, scratch);
        measurement = measurement.Of(scratch.Key);
        return MeasureOutcome.Measured;
    }

    /// <summary>
    /// Whether the rule applies to a record; worth nothing if a pattern was too costly, which the scratch space tells.
    /// </summary>
    public bool Matches(scoped in LogRecord record, RuleScratch scratch) =>
        _where is null || _where.Evaluate(record, scratch.Text).IsTrue;

    /// <summary>Appends the label values of a record that matches to the scratch space's key.</summary>
    public void AppendLabels(scoped in LogRecord record, RuleScratch scratch)
    {
        foreach (var label in _labels) scratch.AppendLabel(label.Evaluate(record, scratch.Text).ToLabel(scratch.Text));
    }

    /// <summary>Measures a record that matches, without its labels.</summary>
    /// <inheritdoc cref="Measure"/>
    public MeasureOutcome MeasureValue(scoped in LogRecord record, RuleScratch scratch, out Measurement measurement)
    {
        measurement = default;
        var amount = 1.0;
        var hash = 0UL;
        if (_value is not null)
        {
            var outcome = _isDistinct
                ? Hash(_value.Evaluate(record, scratch.Text), scratch.Text, out hash)
                : MeasureNumber(record, scratch, out amount);
            if (scratch.Text.IsTooCostly) return MeasureOutcome.TooCostly;
            if (outcome != MeasureOutcome.Measured) return outcome;
        }

        measurement = new Measurement
        {
            Value = amount,
            ValueHash = hash,
            TraceId = _exemplars is null ? default : _exemplars.TraceId(record, scratch.Text),
            SpanId = _exemplars is null ? default : _exemplars.SpanId(record, scratch.Text),
        };
        return MeasureOutcome.Measured;
    }

    /// <summary>The same for a rule that <see cref="IsOfNumbers"/>.</summary>
    /// <inheritdoc cref="Measure"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MeasureOutcome MeasureNumber(scoped in LogRecord record, RuleScratch scratch, out double number) =>
        _value!.TryNumber(record, scratch.Text, out number) && number >= _least && !scratch.Text.IsTooCostly
            ? MeasureOutcome.Measured
            : WhyNot(record, scratch);

    private MeasureOutcome WhyNot(scoped in LogRecord record, RuleScratch scratch)
    {
        var value = _value!.Evaluate(record, scratch.Text);
        if (scratch.Text.IsTooCostly) return MeasureOutcome.TooCostly;

        return value.Kind switch
        {
            ValueKind.Undefined or ValueKind.Null => MeasureOutcome.NoValue,
            ValueKind.Number => MeasureOutcome.OutOfRange,
            _ => MeasureOutcome.NotANumber,
        };
    }

    private static FieldUses? AllOf(Node? where, IReadOnlyList<Node> labels)
    {
        var all = new FieldUses();
        foreach (var node in where is null ? labels : labels.Prepend(where))
        {
            if (node.Reads is null) return null;
            all.AddAll(node.Reads);
        }

        return all;
    }

    // Two values differ if they would as labels. The hash is saved, so it must be the same in the next process.
    private static MeasureOutcome Hash(Value value, TextScratch scratch, out ulong hash)
    {
        hash = value.IsNullOrUndefined ? 0 : XxHash3.HashToUInt64(value.ToLabel(scratch));
        return value.IsNullOrUndefined ? MeasureOutcome.NoValue : MeasureOutcome.Measured;
    }
}
