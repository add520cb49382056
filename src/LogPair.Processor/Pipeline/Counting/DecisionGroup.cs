using System.Numerics;
using System.Runtime.CompilerServices;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>
/// What some rules make of records, for each combination of values that their conditions and labels read.
/// </summary>
/// <remarks>
/// A decision says which rules match and for which series. Rules that count records need no more than the number of
/// records that a decision was for; of the others the value is still measured for each record. One look-up decides all
/// rules of the group, however many they are. In bounded memory. One lane owns it.
/// </remarks>
internal sealed class DecisionGroup
{
    /// <summary>Most decisions that are remembered.</summary>
    public const int MaxDecisions = 4096;
    private const int MaxMatches = 16 * MaxDecisions;
    private const int MaxKeyBytes = 512 * 1024;

    // If of so many records so many have to be decided, evaluating the rules is cheaper.
    private const int LooksAtATime = 4 * MaxDecisions;
    private const int MostMissesOfThem = MaxDecisions + (MaxDecisions / 4);

    private readonly IReadOnlyList<MetricRule> _all;
    private readonly RecordKey _key;
    private readonly DecisionIndex _index = new();
    private readonly List<int> _hit = [];

    // As _index numbers them; RuleMatches of a decision are next to each other.
    private Decision[] _decisions = new Decision[16];
    private RuleMatch[] _matches = new RuleMatch[16];
    private int _matchCount;
    private int _generation;
    private int _looks;
    private int _misses;

    /// <param name="all">All rules.</param>
    /// <param name="rules">Indices of those in the group; it is known of each what it depends on.</param>
    public DecisionGroup(IReadOnlyList<MetricRule> all, IEnumerable<int> rules)
    {
        // Those that count records first, as decisions have them.
        _all = all;
        Rules = [.. rules.OrderBy(rule => !all[rule].CountsRecords)];
        var decisive = new FieldUses();
        foreach (var rule in Rules) decisive.AddAll(all[rule].Decisive!);
        _key = new RecordKey(decisive);
    }

    public IReadOnlyList<int> Rules { get; }

    /// <summary>Whether records have so little in common that it is cheaper to evaluate the rules.</summary>
    public bool IsOfNoUse { get; private set; }

    /// <summary>A batch begins: forgets everything if there is no room, or if slots have got other series.</summary>
    public void Begin(ChangeSet changes)
    {
        var generation = 0;
        foreach (var rule in Rules) generation += changes[rule].Generation;
        if (generation == _generation && IsBelowLimits) return;

        _generation = generation;
        _index.Clear();
        _matchCount = 0;
    }

    /// <summary>Finds the decision for a record, which is counted there.</summary>
    /// <param name="record">Parsed for the rules' fields.</param>
    /// <param name="changes">Where the series of the rules are.</param>
    /// <returns>Null if it is not decided yet. Valid until the next is added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Decision Find(scoped in LogRecord record, ChangeSet changes)
    {
        if (++_looks == LooksAtATime) Judge();
        var number = _key.TrySet(record) ? _index.Find(_key) : -1;
        if (number < 0)
        {
            _misses++;
            return ref Unsafe.NullRef<Decision>();
        }

        ref var decision = ref _decisions[number];
        if (decision.Hits++ == 0) Hit(number, changes);
        return ref decision;
    }

    /// <summary>A rule that matches, by its place in a decision.</summary>
    public ref readonly RuleMatch Match(int place) => ref _matches[place];

    /// <summary>Whether a decision for the record that was not found can be remembered.</summary>
    public bool HasRoom => _key.IsSet && IsBelowLimits;

    private bool IsBelowLimits =>
        _index.Count < MaxDecisions && _matchCount < MaxMatches && _index.KeyBytes < MaxKeyBytes;

    /// <summary>Adds the decision for the record that was not found, which is its first hit.</summary>
    /// <param name="matches">The rules that match, in the order of <see cref="Rules"/>.</param>
    /// <param name="changes">Where their slots are.</param>
    public void Add(List<RuleMatch> matches, ChangeSet changes)
    {
        var decision = _index.Add(_key);
        if (decision == _decisions.Length) Array.Resize(ref _decisions, _decisions.Length * 2);
        var room = Math.Max(_matches.Length, (int)BitOperations.RoundUpToPowerOf2((uint)(_matchCount + matches.Count)));
        if (room > _matches.Length) Array.Resize(ref _matches, room);

        _decisions[decision] = new Decision
        {
            First = _matchCount,
            FirstMeasuring = _matchCount + matches.Count(match => match.CountsRecords),
            End = _matchCount + matches.Count,
            Hits = 1,
        };
        matches.CopyTo(_matches, _matchCount);
        _matchCount += matches.Count;
        Hit(decision, changes);
    }

    /// <summary>Counts for each decision the records that it was for.</summary>
    public void Flush(ChangeSet changes, RuleTally tally)
    {
        foreach (var hit in _hit)
        {
            ref var decision = ref _decisions[hit];
            foreach (var match in _matches.AsSpan(decision.First..decision.End))
            {
                tally.Matched(match.Rule, decision.Hits);
                if (match.CountsRecords) changes[match.Rule].Count(match.Slot, decision.Hits);
            }

            decision.Hits = 0;
        }

        _hit.Clear();
    }

    /// <summary>Groups of rules that depend on the same fields; one if all of them do.</summary>
    public IReadOnlyList<DecisionGroup> Split()
    {
        var parts = new List<(FieldUses Decisive, List<int> Rules)>();
        foreach (var rule in Rules)
        {
            var decisive = _all[rule].Decisive!;
            var part = parts.FindIndex(part => decisive.SequenceEqual(part.Decisive));
            if (part >= 0) parts[part].Rules.Add(rule);
            else parts.Add((decisive, [rule]));
        }

        return [.. parts.Select(part => new DecisionGroup(_all, part.Rules))];
    }

    // The order in which new series are admitted is that of the records.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Hit(int decision, ChangeSet changes)
    {
        _hit.Add(decision);
        ref var found = ref _decisions[decision];
        foreach (var match in _matches.AsSpan(found.First..found.FirstMeasuring)) changes[match.Rule].Reserve(match.Slot);
    }

    private void Judge()
    {
        IsOfNoUse = _misses > MostMissesOfThem;
        _looks = 0;
        _misses = 0;
    }
}
