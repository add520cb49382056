using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>What a record holds in some of its fields, as numbers: equal for records that agree in them.</summary>
/// <remarks>
/// Most values that records have in common are so short that one number holds kind, length and bytes: a key is then
/// made, hashed and compared without a copy. One owner thread.
/// </remarks>
internal sealed class RecordKey
{
    /// <summary>Longest value in bytes that goes into a key. Few values are longer that records have in common.</summary>
    public const int MaxValueBytes = 64;

    // Bytes of a value that fit into a number beside its kind and length, which are its lowest byte.
    private const int ShortBytes = sizeof(ulong) - 1;
    private const int TagBits = 8;
    private const int LengthShift = 4;

    // In place of the length.
    private const ulong IsLong = (ShortBytes + 1) << LengthShift;
    private const ulong IsName = (ShortBytes + 2) << LengthShift;

    // Kinds that fit into a word.
    private const int KindsOfAWord = 16;
    private const int KindBits = 4;

    // Slots of fields whose value matters; and of those whose kind alone does, as many at a time as fit into a word.
    private readonly int[] _values;
    private readonly int[][] _kinds;
    private readonly ulong[] _words;

    // Random, because the log's content chooses the keys.
    private readonly ulong _seed = RandomWord();
    private readonly ulong _factor = RandomWord() | 1;
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        var uses = fields.ToLookup(field => field.IsKindOnly, field => field.Slot);
        _values = [.. uses[false]];
        _kinds = [.. uses[true].Chunk(KindsOfAWord)];
        _words = new ulong[_kinds.Length + (_values.Length * (1 + (MaxValueBytes / sizeof(ulong))))];
    }

    /// <summary>Whether it is the key of a record.</summary>
    public bool IsSet { get; private set; }

    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, _used);

    /// <summary>Of the words. Its lowest bits are as good as any.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Makes it the key of a record.</summary>
    /// <returns>False if a value is too long.</returns>
    public bool TrySet(scoped in LogRecord record)
    {
        // Nothing is called in the loop, so that all of it stays in registers.
        var slices = record.Slices;
        var words = _words.AsSpan();
        var factor = _factor;
        var hash = _seed;
        var used = 0;
        foreach (var slots in _kinds)
        {
            var word = KindsOf(slices, slots);
            hash = Mix(hash, word, factor);
            words[used++] = word;
        }

        foreach (var slot in _values)
        {
            var slice = slices[slot];
            ulong word = (byte)slice.Kind;
            if (slice.Kind >= FieldKind.Number)
            {
                if (slice.Length <= ShortBytes && record.TryFirstBytes(slice, out var first))
                {
                    // The value's bytes above the tag; what follows them is shifted out.
                    word = ((first << (8 * (ShortBytes - slice.Length))) << TagBits) | slice.ShortTag;
                }
                else if (FieldBuffer.IsName(slice))
                {
                    word |= ((ulong)(uint)~slice.Start << TagBits) | IsName;
                }
                else
                {
                    return TrySetLong(record);
                }
            }

            hash = Mix(hash, word, factor);
            words[used++] = word;
        }

        return Set(used, hash);
    }

    /// <summary>The same for values that are long, that are no part of the line, or that the line's end is too near to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TrySetLong(scoped in LogRecord record)
    {
        var used = 0;
        foreach (var slots in _kinds) _words[used++] = KindsOf(record.Slices, slots);
        foreach (var slot in _values)
        {
            var added = Write(record, record.Slices[slot], _words.AsSpan(used));
            if (added == 0) return IsSet = false;

            used += added;
        }

        var hash = _seed;
        foreach (var word in _words.AsSpan(0, used)) hash = Mix(hash, word, _factor);
        return Set(used, hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KindsOf(ReadOnlySpan<FieldSlice> slices, int[] slots)
    {
        var word = 0UL;
        foreach (var slot in slots) word = (word << KindBits) | (byte)slices[slot].Kind;
        return word;
    }

    private bool Set(int used, ulong hash)
    {
        _used = used;
        Hash = hash;
        return IsSet = true;
    }

    /// <returns>How many words a value takes; 0 if it is too long.</returns>
    private static int Write(scoped in LogRecord record, FieldSlice slice, Span<ulong> words)
    {
        words[0] = (ulong)slice.Kind;
        if (slice.Kind < FieldKind.Number) return 1;

        if (FieldBuffer.IsName(slice))
        {
            words[0] |= ((ulong)(uint)~slice.Start << TagBits) | IsName;
            return 1;
        }

        if (slice.Length > MaxValueBytes) return 0;

        if (slice.Length > ShortBytes)
        {
            words[0] |= ((ulong)slice.Length << TagBits) | IsLong;
            return 1 + Copy(record.Raw(slice), words[1..]);
        }

        words[0] = slice.ShortTag;
        record.Raw(slice).CopyTo(MemoryMarshal.AsBytes(words)[(sizeof(ulong) - slice.Length)..sizeof(ulong)]);
        return 1;
    }

    private static int Copy(ReadOnlySpan<byte> value, Span<ulong> words)
    {
        var count = (value.Length + sizeof(ulong) - 1) / sizeof(ulong);
        words[count - 1] = 0;
        value.CopyTo(MemoryMarshal.AsBytes(words));
        return count;
    }

    // A product carries differences upwards only: the next one gets its uppermost bytes as the lowest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word, ulong factor) =>
        BinaryPrimitives.ReverseEndianness((hash ^ word) * factor);

    private static ulong RandomWord() => (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
}
