using System.Text;

namespace LogPair.Processor.Parsing;

/// <summary>A member of an object that goes into slots, has wanted members of its own, or both.</summary>
internal sealed class WantedMember
{
    private readonly byte[] _name;
    private readonly int[] _slots;
    private readonly int[] _slotsWithin;

    /// <param name="name">As the format writes it.</param>
    /// <param name="slots">Where its value goes.</param>
    /// <param name="members">Wanted members of its value, should that be an object.</param>
    public WantedMember(string name, IEnumerable<int> slots, IReadOnlyCollection<WantedMember> members)
    {
        _name = Encoding.UTF8.GetBytes(name);
        _slots = [.. slots];
        _slotsWithin = [.. members.SelectMany(member => member._slots.Concat(member._slotsWithin))];
        Members = members.Count == 0 ? null : new MemberTable(members);
    }

    public ReadOnlySpan<byte> Name => _name;

    public ReadOnlySpan<int> Slots => _slots;

    public MemberTable? Members { get; }

    /// <summary>The next member in the same bucket; belongs to the table.</summary>
    internal WantedMember? Next { get; set; }

    /// <summary>
    /// Empties the slots of all wanted members within: of two members of one name, only the last counts.
    /// </summary>
    public void ForgetIn(FieldBuffer fields)
    {
        foreach (var slot in _slotsWithin) fields[slot] = default;
    }
}
