using System.Collections;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>
/// All that the result of an expression depends on: two records that agree in these fields give the same result.
/// </summary>
/// <remarks>By slot, each once. Filled while an expression is compiled, read-only afterwards.</remarks>
internal sealed class FieldUses : IEnumerable<FieldUse>
{
    private readonly SortedDictionary<int, bool> _isPresenceOnly = [];

    public static FieldUses None { get; } = new();

    public void Add(FieldUse use) =>
        _isPresenceOnly[use.Slot] = use.IsPresenceOnly && _isPresenceOnly.GetValueOrDefault(use.Slot, true);

    public void AddAll(IEnumerable<FieldUse> uses)
    {
        foreach (var use in uses) Add(use);
    }

    public IEnumerator<FieldUse> GetEnumerator() =>
        _isPresenceOnly.Select(use => new FieldUse(use.Key, use.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
