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

    private readonly FieldUse[] _fields;
    private readonly ulong[] _words;

    // By place of a word. Random, because the log's content chooses the keys.
    private readonly ulong[] _factors;
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        _fields = [.. fields];
        _words = new ulong[_fields.Length * (1 + (MaxValueBytes / sizeof(ulong)))];
        _factors = new ulong[_words.Length];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(_factors.AsSpan()));
    }

    /// <summary>Whether it is the key of a record.</summary>
    public bool IsSet { get; private set; }

    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, _used);

    public ulong Hash { get; private set; }

    /// <summary>Makes it the key of a record.</summary>
    /// <returns>False if a value is too long.</returns>
    public bool TrySet(scoped in LogRecord record)
    {
        var words = _words.AsSpan();
        var used = 0;
        IsSet = false;
        foreach (var field in _fields)
        {
            var slice = record.Slice(field.Slot);
            var word = (ulong)slice.Kind << KindShift;
            if (!field.IsKindOnly && slice.Kind >= FieldKind.Number)
            {
                if (slice.Length > ShortBytes)
                {
                    if (slice.Length > MaxValueBytes) return false;

                    words[used++] = word | (IsLong << LengthShift) | (uint)slice.Length;
                    used += Copy(record.Raw(slice), words[used..]);
                    continue;
                }

                var bytes = record.FirstBytes(slice) & ((1UL << (8 * slice.Length)) - 1);
                word |= ((ulong)slice.Length << LengthShift) | bytes;
            }

            words[used++] = word;
        }

        _used = used;
        Hash = HashOf(words[..used]);
        return IsSet = true;
    }

    private static int Copy(ReadOnlySpan<byte> value, Span<ulong> words)
    {
        var count = (value.Length + sizeof(ulong) - 1) / sizeof(ulong);
        words[count - 1] = 0;
        value.CopyTo(MemoryMarshal.AsBytes(words));
        return count;
    }

    // Words are independent of each other, so that their products are made at the same time.
    private ulong HashOf(ReadOnlySpan<ulong> words)
    {
        var factors = _factors.AsSpan(0, words.Length);
        var hash = 0UL;
        for (var i = 0; i < words.Length; i++)
        {
            var high = Math.BigMul(words[i] ^ factors[i], factors[^(i + 1)] | 1, out var low);
            hash += high ^ low;
        }

        return hash ^ (hash >> 32);
    }
}
