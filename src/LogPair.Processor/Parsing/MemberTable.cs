using System.Numerics;

namespace LogPair.Processor.Parsing;

/// <summary>The wanted members of one object, found by name without hashing the whole of it.</summary>
/// <remarks>Immutable. Names are compared in full, so input cannot make two names one.</remarks>
internal sealed class MemberTable
{
    public static readonly MemberTable Empty = new([]);

    // Chains of members whose names share length, first and last byte in the low bits; a power of two of them.
    private readonly WantedMember?[] _buckets;

    public MemberTable(IReadOnlyCollection<WantedMember> members)
    {
        IsEmpty = members.Count == 0;
        _buckets = new WantedMember?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, members.Count * 4))];
        foreach (var member in members)
        {
            ref var bucket = ref _buckets[Bucket(member.Name)];
            member.Next = bucket;
            bucket = member;
        }
    }

    public bool IsEmpty { get; }

    /// <param name="name">Unescaped.</param>
    public WantedMember? Find(ReadOnlySpan<byte> name)
    {
        var member = _buckets[Bucket(name)];
        while (member is not null && !name.SequenceEqual(member.Name)) member = member.Next;
        return member;
    }

    private int Bucket(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return 0;

        var mixed = (uint)((name.Length * 7) + (name[0] * 3) + (name[^1] * 31));
        return (int)(mixed & (uint)(_buckets.Length - 1));
    }
}
