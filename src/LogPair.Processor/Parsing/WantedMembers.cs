namespace LogPair.Processor.Parsing;

/// <summary>Collects the members that a parser looks for, for a <see cref="MemberTable"/>.</summary>
internal sealed class WantedMembers
{
    private readonly Dictionary<string, WantedMembers> _members = new(StringComparer.Ordinal);
    private readonly List<int> _slots = [];

    /// <param name="path">Names from the outermost object inwards, as the format writes them.</param>
    /// <param name="slot">Where the value goes; a path may go into several.</param>
    public void Add(IEnumerable<string> path, int slot)
    {
        var node = this;
        foreach (var name in path)
        {
            if (!node._members.TryGetValue(name, out var next)) node._members.Add(name, next = new WantedMembers());
            node = next;
        }

        node._slots.Add(slot);
    }

    public MemberTable ToTable() => new(ToMembers());

    private WantedMember[] ToMembers() =>
        [.. _members.Select(pair => new WantedMember(pair.Key, pair.Value._slots, pair.Value.ToMembers()))];
}
