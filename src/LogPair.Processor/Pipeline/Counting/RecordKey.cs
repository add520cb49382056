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

    // Bytes of a value that fit into a number beside its kind and length.
    private const int ShortBytes = sizeof(ulong) - 1;
    private const int KindShift = 60;
    private const int LengthShift = 56;
    private const ulong IsLong = ShortBytes + 1;
    private const ulong IsName = ShortBytes + 2;

    private readonly FieldUse[] _fields;
    private readonly ulong[] _words;

    // By place of a word. Random, because the log's content chooses the keys.
    private readonly Factors[] _factors;
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        _fields = [.. fields];
        _words = new ulong[_fields.Length * (1 + (MaxValueBytes / sizeof(ulong)))];
        _factors = new Factors[_words.Length];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(_factors.AsSpan()));
    }

    /// <summary>Whether it is the key of a record.</summary>
    public bool IsSet { get; private set; }

    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, _used);

    /// <summary>Of the words. Its lowest bits are as good as any.</summary>
    /// <remarks>
    /// A product of 64 bits would carry what words differ in upwards only: keys that differ in kinds, which are the
    /// uppermost bits, would have few hashes. So both halves of one of 128 bits are taken.
    /// </remarks>
    public ulong Hash { get; private set; }

    /// <summary>Makes it the key of a record.</summary>
    /// <returns>False if a value is too long.</returns>
    public bool TrySet(scoped in LogRecord record)
    {
        var words = _words;
        var factors = _factors;
        var used = 0;
        var hash = 0UL;
        IsSet = false;
        foreach (var field in _fields)
        {
            var slice = record.Slice(field.Slot);
            var word = (ulong)slice.Kind << KindShift;
            if (!field.IsKindOnly && slice.Kind >= FieldKind.Number)
            {
                if (slice.Length > ShortBytes || !record.TryFirstBytes(slice, out var first))
                {
                    var added = Add(record, slice, used);
                    if (added == 0) return false;

                    for (var end = used + added; used < end; used++) hash += factors[used].Mix(words[used]);
                    continue;
                }

                word |= ((ulong)(uint)slice.Length << LengthShift) | (first & ((1UL << (8 * slice.Length)) - 1));
            }

            hash += factors[used].Mix(word);
            words[used++] = word;
        }

        _used = used;
        Hash = hash ^ (hash >> 32);
        return IsSet = true;
    }

    /// <summary>A value that is long, that is no part of the line, or that the line's end is too near to.</summary>
    /// <returns>How many words it takes; 0 if it is too long.</returns>
    private int Add(scoped in LogRecord record, FieldSlice slice, int used)
    {
        var word = (ulong)slice.Kind << KindShift;
        var words = _words.AsSpan(used);
        if (FieldBuffer.IsName(slice))
        {
            words[0] = word | (IsName << LengthShift) | (uint)~slice.Start;
            return 1;
        }

        if (slice.Length > MaxValueBytes) return 0;

        if (slice.Length > ShortBytes)
        {
            words[0] = word | (IsLong << LengthShift) | (uint)slice.Length;
            return 1 + Copy(record.Raw(slice), words[1..]);
        }

        words[0] = 0;
        record.Raw(slice).CopyTo(MemoryMarshal.AsBytes(words));
        words[0] |= word | ((ulong)slice.Length << LengthShift);
        return 1;
    }

    private static int Copy(ReadOnlySpan<byte> value, Span<ulong> words)
    {
        var count = (value.Length + sizeof(ulong) - 1) / sizeof(ulong);
        words[count - 1] = 0;
        value.CopyTo(MemoryMarshal.AsBytes(words));
        return count;
    }

    // Words are independent of each other, so that their products are made at the same time.
    private readonly record struct Factors(ulong One, ulong Other)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Mix(ulong word)
        {
            var high = Math.BigMul(word ^ One, Other | 1, out var low);
            return high ^ low;
        }
    }
}
