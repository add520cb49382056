using System.IO.Hashing;
using System.Numerics;

namespace LogPair.Processor.Aggregation;

/// <summary>Numbers label keys in the order in which they appear: key to slot, slot to key.</summary>
/// <remarks>
/// Open addressing over one array of bytes for all keys, so that a look-up allocates nothing and a series costs its key
/// plus 16 bytes. The hash has a random seed per process, because the log's content chooses the keys. One owner.
/// </remarks>
internal sealed class LabelIndex
{
    private const int InitialCapacity = 16;
    private static readonly long Seed = Random.Shared.NextInt64();

    // _buckets: slot + 1, or 0 when free; its length is a power of two and at least twice Count.
    // Key of slot s: _keys[_ends[s - 1].._ends[s]].
    private int[] _buckets = new int[InitialCapacity * 2];
    private uint[] _hashes = new uint[InitialCapacity];
    private int[] _ends = new int[InitialCapacity];
    private byte[] _keys = new byte[InitialCapacity * 16];

    /// <summary>Slots run from 0 to this, exclusive.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<byte> Key(int slot)
    {
        var start = slot == 0 ? 0 : _ends[slot - 1];
        return _keys.AsSpan(start, _ends[slot] - start);
    }

    /// <returns>The slot, or -1.</returns>
    public int Find(ReadOnlySpan<byte> key)
    {
        var hash = Hash(key);
        var found = _buckets[FindBucket(key, hash)];
        return found - 1;
    }

    /// <summary>The slot of <paramref name="key"/>; a key not seen before gets the slot <see cref="Count"/>.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> key)
    {
        var hash = Hash(key);
        var bucket = FindBucket(key, hash);
        var found = _buckets[bucket];
        return found > 0 ? found - 1 : Add(key, hash, bucket);
    }

    /// <summary>Forgets every key. Keeps its memory.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(_buckets);
    }

    private static uint Hash(ReadOnlySpan<byte> key) => (uint)XxHash3.HashToUInt64(key, Seed);

    private int FindBucket(ReadOnlySpan<byte> key, uint hash)
    {
        var mask = _buckets.Length - 1;
        for (var bucket = (int)hash & mask; ; bucket = (bucket + 1) & mask)
        {
            var slot = _buckets[bucket] - 1;
            if (slot < 0 || (_hashes[slot] == hash && Key(slot).SequenceEqual(key))) return bucket;
        }
    }

    private int Add(ReadOnlySpan<byte> key, uint hash, int bucket)
    {
        var slot = Count++;
        if (slot == _ends.Length)
        {
            Grow();
            bucket = FindBucket(key, hash);
        }

        var start = slot == 0 ? 0 : _ends[slot - 1];
        var end = start + key.Length;
        if (end > _keys.Length) Array.Resize(ref _keys, (int)BitOperations.RoundUpToPowerOf2((uint)end));
        key.CopyTo(_keys.AsSpan(start));
        _ends[slot] = end;
        _hashes[slot] = hash;
        _buckets[bucket] = slot + 1;
        return slot;
    }

    private void Grow()
    {
        var capacity = _ends.Length * 2;
        Array.Resize(ref _ends, capacity);
        Array.Resize(ref _hashes, capacity);
        _buckets = new int[capacity * 2];
        var mask = _buckets.Length - 1;
        for (var slot = 0; slot < capacity / 2; slot++)
        {
            var bucket = (int)_hashes[slot] & mask;
            while (_buckets[bucket] != 0) bucket = (bucket + 1) & mask;
            _buckets[bucket] = slot + 1;
        }
    }
}
