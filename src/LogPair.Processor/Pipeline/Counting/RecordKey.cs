using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>
/// What a record holds in some of its fields, as numbers: records that differ in them have different keys, and those that
/// agree have few, as a value that nobody has looked at yet (<see cref="FieldKind.Bare"/>) has one of its own.
/// </summary>
/// <remarks>
/// Most values that records have in common are so short that one number holds kind, length and bytes: a key is then
/// made, hashed and compared without a copy. One owner thread.
/// </remarks>
internal sealed class RecordKey
{
    /// <summary>Longest value in bytes that goes into a key. Few values are longer that records have in common.</summary>
    public const int MaxValueBytes = 64;

    /// <summary>A key has a multiple of so many words, so that few steps compare two.</summary>
    public const int WordsATime = 4;

    // Bytes of a value that fit into a number beside its kind and length, which are its lowest byte.
    private const int ShortBytes = sizeof(ulong) - 1;
    private const int TagBits = 8;
    private const int LengthShift = FieldSlice.KindBits;

    // That of a slice which is too long for it.
    private const uint LongTag = (ShortBytes + 1) << LengthShift;

    // In place of the length.
    private const ulong IsLong = LongTag;
    private const ulong IsName = (ShortBytes + 2) << LengthShift;

    // Kinds that fit into a word.
    private const int KindsOfAWord = 16;

    // Slots of fields whose value matters; and of those whose kind alone does, as many at a time as fit into a word.
    private readonly int[] _values;
    private readonly int[][] _kinds;

    // The words of a key whose values all are short, followed by zeros up to a multiple of WordsATime; and those of any other.
    private readonly ulong[] _words;
    private readonly ulong[] _longWords;

    // Random, because the log's content chooses the keys.
    private readonly ulong _seed = RandomWord();
    private readonly ulong _factor = RandomWord() | 1;

    // Of _longWords; 0 if the key is in _words.
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        var uses = fields.ToLookup(field => field.IsPresenceOnly, field => field.Slot);
        _values = [.. uses[false]];
        _kinds = [.. uses[true].Chunk(KindsOfAWord)];
        _words = new ulong[RoundUp(_kinds.Length + _values.Length)];
        _longWords = new ulong[RoundUp(_kinds.Length + (_values.Length * (1 + (MaxValueBytes / sizeof(ulong)))))];
    }

    /// <summary>Whether it is the key of a record.</summary>
    public bool IsSet { get; private set; }

    /// <summary>A multiple of <see cref="WordsATime"/>.</summary>
    public ReadOnlySpan<ulong> Words
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _used == 0 ? _words : _longWords.AsSpan(0, _used);
    }

    /// <summary>Of the words. Its lowest bits are as good as any.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Makes it the key of a record.</summary>
    /// <returns>False if a value is too long.</returns>
    public bool TrySet(scoped in LogRecord record) => TrySetShort(record) || TrySetLong(record);

    /// <summary>Makes a key of values that all are short. Calls nothing, so that all of it stays in registers.</summary>
    private bool TrySetShort(scoped in LogRecord record)
    {
        var line = record.Line;
        if (line.Length < sizeof(ulong)) return false;

        ref var origin = ref MemoryMarshal.GetReference(line);
        var last = (uint)(line.Length - sizeof(ulong));
        var slices = record.Slices;
        var words = _words.AsSpan();
        var factor = _factor;
        var hash = _seed;
        var used = 0;
        foreach (var slots in _kinds)
        {
            var word = 0UL;
            foreach (var slot in slots)
            {
                var kind = slices[slot].Kind;
                if (kind == FieldKind.BareWord) return false;

                word = (word << FieldSlice.KindBits) | (byte)kind;
            }

            hash = Mix(hash, word, factor);
            words[used++] = word;
        }

        foreach (var slot in _values)
        {
            var slice = slices[slot];
            var tag = slice.Tag;
            ulong word = tag & FieldSlice.KindMask;
            if (word >= (ulong)FieldKind.Number)
            {
                // A start that is negative is beyond any line.
                if (tag < LongTag && (uint)slice.Start <= last)
                {
                    // The value's bytes above the tag; what follows them is shifted out.
                    var first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref origin, slice.Start));
                    word = ((first << (TagBits * (ShortBytes - (int)(tag >> LengthShift)))) << TagBits) | tag;
                }
                else if (FieldBuffer.IsName(slice))
                {
                    word |= ((ulong)(uint)~slice.Start << TagBits) | IsName;
                }
                else
                {
                    return false;
                }
            }

            hash = Mix(hash, word, factor);
            words[used++] = word;
        }

        _used = 0;
        Hash = hash;
        return IsSet = true;
    }

    /// <summary>
    /// The same for values that are long, that are no part of the line, that the line's end is too near to, or that may be
    /// null and have to be looked at. The same words for the same values.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TrySetLong(scoped in LogRecord record)
    {
        var used = 0;
        foreach (var slots in _kinds) _longWords[used++] = KindsOf(record, slots);
        foreach (var slot in _values)
        {
            var added = Write(record, record.Slices[slot], _longWords.AsSpan(used));
            if (added == 0) return IsSet = false;

            used += added;
        }

        var hash = _seed;
        foreach (var word in _longWords.AsSpan(0, used)) hash = Mix(hash, word, _factor);
        _used = RoundUp(used);
        _longWords.AsSpan(used, _used - used).Clear();
        Hash = hash;
        return IsSet = true;
    }

    private static int RoundUp(int words) => (words + WordsATime - 1) / WordsATime * WordsATime;

    private static ulong KindsOf(scoped in LogRecord record, int[] slots)
    {
        var word = 0UL;
        foreach (var slot in slots)
        {
            // A number or text is never null, so it need not be known which.
            var kind = record.Slices[slot].Kind;
            if (kind == FieldKind.BareWord) kind = record.Kind(slot);
            word = (word << FieldSlice.KindBits) | (byte)kind;
        }

        return word;
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

        words[0] = slice.Tag;
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
