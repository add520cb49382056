using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Backfilling;

/// <summary>Measurements by the time of their events, in steps of equal length, in whatever order they were read.</summary>
/// <remarks>
/// <para>Step <c>n</c> ends at <c>n</c> times the length since 1970 and holds the events after the end of the step
/// before, its own end included: exactly what a scrape at that moment would have seen more than the last one.</para>
/// <para>Memory is proportional to the steps in which a metric was measured, times its series in them: about a kilobyte
/// for a step and metric, and a few dozen bytes for a series. One owner thread.</para>
/// </remarks>
internal sealed class EventTimeline
{
    // What comes before the first known time; it is moved to that step as soon as there is one.
    private const long Unknown = long.MinValue;

    private readonly Dictionary<long, MetricChanges?[]> _steps = [];
    private readonly MetricDefinition[] _metrics;

    // Numbers the label sets in the order in which they are read, so that maxSeries means the same as without time.
    private readonly SeriesTable _admission;
    private readonly long _stepTicks;
    private long _current = Unknown;
    private MetricChanges?[] _changes;

    /// <param name="rules">Whose metrics are measured.</param>
    /// <param name="step">At least one second, in whole seconds.</param>
    public EventTimeline(RuleSet rules, TimeSpan step)
    {
        _metrics = [.. rules.Metrics.Select(rule => rule.Definition)];
        _admission = new SeriesTable(_metrics, rules.MaxSeries);
        _stepTicks = step.Ticks;
        _steps[Unknown] = _changes = new MetricChanges?[_metrics.Length];
    }

    /// <summary>Whether any event had a time.</summary>
    public bool HasTime => _current != Unknown;

    /// <summary>Ends of the steps that have events, in seconds since 1970, in order.</summary>
    public IReadOnlyList<long> StepSeconds => [.. OrderedSteps().Select(ToSeconds)];

    /// <summary>Length of a step in seconds.</summary>
    public long StepLengthSeconds => _stepTicks / TimeSpan.TicksPerSecond;

    public IReadOnlyList<MetricDefinition> Metrics => _metrics;

    /// <summary>Says when the record happened whose measurements follow.</summary>
    /// <param name="eventTicks">UTC; 0 if unknown: then it belongs to the step of the record before.</param>
    public void MoveTo(long eventTicks)
    {
        if (eventTicks == 0) return;

        var step = StepOf(eventTicks);
        if (step == _current) return;

        if (!HasTime) _steps.Remove(Unknown, out _changes!);
        else if (!_steps.TryGetValue(step, out _changes!)) _changes = new MetricChanges?[_metrics.Length];
        _steps[step] = _changes;
        _current = step;
    }

    /// <summary>Takes one measurement of the record.</summary>
    public void Record(int metric, scoped in Measurement measurement, long eventTicks)
    {
        var series = _admission[metric];
        var changes = _changes[metric] ??= new MetricChanges(_metrics[metric]);
        var key = series.Key(series.Resolve(measurement.LabelKey));
        changes.Record(new Measurement { LabelKey = key, Value = measurement.Value }, eventTicks);
    }

    /// <summary>Adds up the steps of one metric. Once for each: it gives the changes away.</summary>
    public MetricHistory TakeHistory(int metric)
    {
        // Label sets beyond maxSeries were folded when they were read.
        var series = new MetricSeries(
            _metrics[metric] with { MaxSeries = int.MaxValue / 2 }, new SeriesClock(), new SeriesBudget(int.MaxValue));
        var history = new MetricHistory(series, OrderedSteps() is [var first, ..] ? ToSeconds(first) : 0);
        foreach (var step in OrderedSteps())
        {
            if (_steps[step][metric] is not { } changes) continue;

            changes.CommitTo(series);
            history.Remember(ToSeconds(step));
            _steps[step][metric] = null;
        }

        return history;
    }

    private List<long> OrderedSteps() => HasTime ? [.. _steps.Keys.Order()] : [];

    private long StepOf(long eventTicks)
    {
        var sinceEpoch = eventTicks - DateTime.UnixEpoch.Ticks;
        return (sinceEpoch / _stepTicks) + (sinceEpoch % _stepTicks > 0 ? 1 : 0);
    }

    private long ToSeconds(long step) => step * StepLengthSeconds;
}
