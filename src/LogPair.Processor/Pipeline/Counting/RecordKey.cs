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

    private readonly FieldUse[] _fields;
    private readonly ulong[] _words;

    // Random, because the log's content chooses the keys.
    private readonly ulong _seed = RandomWord();
    private readonly ulong _factor = RandomWord() | 1;
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        _fields = [.. fields];
        _words = new ulong[_fields.Length * (1 + (MaxValueBytes / sizeof(ulong)))];
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
        foreach (var field in _fields)
        {
            var slice = slices[field.Slot];
            ulong word = (byte)slice.Kind;
            if (slice.Kind >= FieldKind.Number && !field.IsKindOnly)
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
        var words = _words.AsSpan();
        foreach (var field in _fields)
        {
            var added = Write(record, field, words);
            if (added == 0) return IsSet = false;

            words = words[added..];
        }

        var used = _words.Length - words.Length;
        var hash = _seed;
        foreach (var word in _words.AsSpan(0, used)) hash = Mix(hash, word, _factor);
        return Set(used, hash);
    }

    private bool Set(int used, ulong hash)
    {
        _used = used;
        Hash = hash;
        return IsSet = true;
    }

    /// <returns>How many words a value takes; 0 if it is too long.</returns>
    private static int Write(scoped in LogRecord record, FieldUse field, Span<ulong> words)
    {
        var slice = record.Slices[field.Slot];
        words[0] = (ulong)slice.Kind;
        if (slice.Kind < FieldKind.Number || field.IsKindOnly) return 1;

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
