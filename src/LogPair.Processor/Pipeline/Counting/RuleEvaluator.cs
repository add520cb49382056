using System.Runtime.CompilerServices;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Backfilling;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Applies all rules to one record after another, and evaluates no more of them than it must.</summary>
/// <remarks>
/// Rules whose conditions and labels read the same few values over and over are decided once for each combination of
/// values (<see cref="DecisionGroup"/>). The result is the same as if every rule were evaluated. One lane owns it.
/// </remarks>
internal sealed class RuleEvaluator
{
    private const int RecordsUntilRetry = 4_000_000;

    private readonly MetricCatalog _catalog;
    private readonly MetricRule[] _rules;
    private readonly ChangeSet _changes;
    private readonly RecordClock _clock;
    private readonly RuleScratch _scratch = new();
    private readonly RuleTally _tally;
    private readonly TimeProvider? _time;

    // Rules that are evaluated one by one, and groups of those that are not. Each rule is in one place.
    private int[] _single = [];
    private DecisionGroup[] _groups = [];

    // The only group, if no rule is evaluated by itself and nobody wants the event's time: most records need no more.
    private DecisionGroup? _only;

    private readonly List<RuleMatch> _found = [];
    private int _untilTimed = RuleTally.TimedEvery;

    // What records have in common may change.
    private bool _isAnyGivenUp;
    private int _sinceGivenUp;

    /// <param name="rules">Applied to every record.</param>
    /// <param name="catalog">Of the same rules.</param>
    /// <param name="changes">Gets the measurements.</param>
    /// <param name="clock">Of the same fields.</param>
    /// <param name="time">Tells what the rules cost; null if nobody wants to know.</param>
    public RuleEvaluator(
        IReadOnlyList<MetricRule> rules, MetricCatalog catalog, ChangeSet changes, RecordClock clock,
        TimeProvider? time)
    {
        _rules = [.. rules];
        _catalog = catalog;
        _changes = changes;
        _clock = clock;
        _time = time;
        _tally = new RuleTally(catalog, rules.Count);
        Regroup();
    }

    /// <inheritdoc cref="Lane.Timeline"/>
    public EventTimeline? Timeline
    {
        get;
        set
        {
            field = value;
            FindOnly();
        }
    }

    /// <summary>Applies all rules.</summary>
    /// <returns>Whether any rule matched.</returns>
    public bool Measure(scoped in LogRecord record)
    {
        if (--_untilTimed == 0 || _only is not { } group) return MeasureEach(record);

        ref readonly var decision = ref group.Find(record, _changes);
        bool isMatched;
        if (Unsafe.IsNullRef(in decision))
        {
            isMatched = Decide(group, record, isTimed: false);
        }
        else
        {
            for (var i = decision.FirstMeasuring; i < decision.End; i++) MeasureValue(group.Match(i), record);
            isMatched = decision.IsMatch;
        }

        if (!isMatched) _tally.Unmatched();
        return isMatched;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MeasureEach(scoped in LogRecord record)
    {
        var isTimed = _untilTimed == 0;
        if (isTimed) RestartTimer();

        var isMatched = false;
        if (Timeline is not null)
        {
            isMatched = MeasureAll(record, isTimed);
        }
        else
        {
            foreach (var group in _groups) isMatched |= Measure(group, record, isTimed);
            foreach (var rule in _single) isMatched |= Measure(rule, record, isTimed);
        }

        if (!isMatched) _tally.Unmatched();
        return isMatched;
    }

    private void RestartTimer()
    {
        _untilTimed = RuleTally.TimedEvery;
        if (_isAnyGivenUp) _sinceGivenUp += RuleTally.TimedEvery;
    }

    private bool MeasureAll(scoped in LogRecord record, bool isTimed)
    {
        Timeline!.MoveTo(_clock.Ticks(record));
        var isMatched = false;
        for (var rule = 0; rule < _rules.Length; rule++) isMatched |= Measure(rule, record, isTimed);
        return isMatched;
    }

    /// <summary>A batch begins; everything of the last one was flushed, and may have been committed.</summary>
    public void Begin()
    {
        foreach (var group in _groups) group.Begin(_changes);
    }

    /// <summary>Moves everything that was measured in the batch to the changes.</summary>
    public void Flush()
    {
        var isAnyOfNoUse = false;
        foreach (var group in _groups)
        {
            group.Flush(_changes, _tally);
            isAnyOfNoUse |= group.IsOfNoUse;
        }

        _tally.MoveTo(_changes);
        if (isAnyOfNoUse) GiveUpGroups();
        else if (_sinceGivenUp > RecordsUntilRetry) Regroup();
    }

    private bool Measure(DecisionGroup group, scoped in LogRecord record, bool isTimed)
    {
        ref readonly var decision = ref group.Find(record, _changes);
        if (Unsafe.IsNullRef(in decision)) return Decide(group, record, isTimed);

        for (var i = decision.FirstMeasuring; i < decision.End; i++) MeasureValue(group.Match(i), record, isTimed);
        return decision.IsMatch;
    }

    /// <summary>Evaluates the rules of a group, and remembers what depends on nothing but the record's key.</summary>
    private bool Decide(DecisionGroup group, scoped in LogRecord record, bool isTimed)
    {
        var isMatched = false;
        if (!group.HasRoom || !TryMatch(group, record, isTimed))
        {
            foreach (var rule in group.Rules) isMatched |= Measure(rule, record, isTimed);
            return isMatched;
        }

        group.Add(_found, _changes);
        foreach (var match in _found)
        {
            if (!match.CountsRecords) MeasureValue(match, record, isTimed);
        }

        return _found.Count > 0;
    }

    /// <summary>Finds the rules of a group that match.</summary>
    /// <returns>False if that is not certain, because a pattern was too costly.</returns>
    private bool TryMatch(DecisionGroup group, scoped in LogRecord record, bool isTimed)
    {
        _found.Clear();
        foreach (var rule in group.Rules)
        {
            var start = Start(isTimed);
            _scratch.Clear();
            if (_rules[rule].Matches(record, _scratch))
            {
                _rules[rule].AppendLabels(record, _scratch);
                _found.Add(new RuleMatch(rule, _changes[rule].SlotOf(_scratch.Key), _rules[rule].CountsRecords));
            }

            Stop(rule, start);
            if (_scratch.Text.IsTooCostly) return false;
        }

        return true;
    }

    private void MeasureValue(in RuleMatch match, scoped in LogRecord record, bool isTimed)
    {
        if (!isTimed)
        {
            MeasureValue(match, record);
            return;
        }

        var start = Start(isTimed);
        MeasureValue(match, record);
        Stop(match.Rule, start);
    }

    private void MeasureValue(in RuleMatch match, scoped in LogRecord record)
    {
        _scratch.Clear();
        var rule = _rules[match.Rule];
        if (!rule.IsOfNumbers) MeasureAny(match, rule, record);
        else if (rule.MeasureNumber(record, _scratch, out var number) is var outcome and not MeasureOutcome.Measured)
            CountFailure(match.Rule, outcome);
        else _changes[match.Rule].Record(match.Slot, number);
    }

    private void MeasureAny(in RuleMatch match, MetricRule rule, scoped in LogRecord record)
    {
        var outcome = rule.MeasureValue(record, _scratch, out var measurement);
        if (outcome != MeasureOutcome.Measured) CountFailure(match.Rule, outcome);
        else _changes[match.Rule].Record(match.Slot, measurement, Ticks(match.Rule, record));
    }

    private bool Measure(int rule, scoped in LogRecord record, bool isTimed)
    {
        var start = Start(isTimed);
        var isMatched = Measure(rule, record);
        Stop(rule, start);
        return isMatched;
    }

    private bool Measure(int rule, scoped in LogRecord record)
    {
        var outcome = _rules[rule].Measure(record, _scratch, out var measurement);
        if (outcome == MeasureOutcome.NoMatch) return false;

        _tally.Matched(rule, 1);
        if (outcome == MeasureOutcome.Measured)
        {
            var ticks = Ticks(rule, record);
            _changes.Record(rule, measurement, ticks);
            Timeline?.Record(rule, measurement, ticks);
        }
        else CountFailure(rule, outcome);

        return true;
    }

    /// <summary>When the evaluation of a rule began; null if it is not timed.</summary>
    private long? Start(bool isTimed) => isTimed ? _time?.GetTimestamp() : null;

    private void Stop(int rule, long? start)
    {
        if (start is { } began) _tally.Timed(rule, _time!.GetElapsedTime(began));
    }

    private long Ticks(int rule, scoped in LogRecord record) => _rules[rule].Definition.Moment switch
    {
        // A timeline puts each value where its own time says.
        EventMoment.Order when Timeline is null => _clock.OrderTicks(record),
        EventMoment.Nothing => 0,
        _ => _clock.Ticks(record),
    };

    private void CountFailure(int rule, MeasureOutcome outcome) => _changes.Record(
        _catalog.FailedMeasurements, _catalog.FailureReasons[(int)outcome][rule], 1, eventTicks: 0);

    // All rules together first: one look-up then decides all of them.
    private void Regroup()
    {
        _isAnyGivenUp = false;
        _sinceGivenUp = 0;
        var known = Enumerable.Range(0, _rules.Length).Where(rule => _rules[rule].Decisive is not null).ToList();
        _single = [.. Enumerable.Range(0, _rules.Length).Except(known)];
        _groups = known.Count > 0 ? [new DecisionGroup(_rules, known)] : [];
        FindOnly();
    }

    private void FindOnly() => _only = Timeline is null && _groups is [var only] && _single is [] ? only : null;

    private void GiveUpGroups()
    {
        var kept = new List<DecisionGroup>();
        foreach (var group in _groups)
        {
            var parts = group.IsOfNoUse ? group.Split() : [group];
            if (group.IsOfNoUse && parts.Count == 1) _single = [.. _single, .. group.Rules];
            else kept.AddRange(parts);
        }

        _groups = [.. kept];
        _isAnyGivenUp = true;
        FindOnly();
    }
}
