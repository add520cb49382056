using System.IO.Hashing;
using System.Numerics;

namespace LogPair.Processor.Aggregation;

/// <summary>
/// Numbers label keys: key to slot, slot to key. A slot that was removed is given out again, lowest first.
/// </summary>
/// <remarks>
/// Open addressing over one array of bytes for all keys, so that a look-up allocates nothing and a series costs its key
/// plus 20 bytes. The hash has a random seed per process, because the log's content chooses the keys. One owner.
/// </remarks>
internal sealed class LabelIndex
{
    private const int InitialCapacity = 16;
    private static readonly long Seed = Random.Shared.NextInt64();

    // _buckets: slot + 1, or 0 when free; above that, where the length leaves bits, those of the key's hash, so that
    // the bytes of other keys are hardly ever read. Its length is twice Capacity, which is a power of two and at least
    // Slots.
    // Key of slot s: _keys at _ranges[s]; _garbage bytes of the _keyBytes that are used belong to no slot any more.
    private int[] _buckets = new int[InitialCapacity * 2];
    private uint[] _hashes = new uint[InitialCapacity];
    private KeyRange[] _ranges = new KeyRange[InitialCapacity];
    private byte[] _keys = new byte[InitialCapacity * 16];
    private int _keyBytes;
    private int _garbage;

    // May hold slots that are in use again, or beyond Slots: whoever takes one looks.
    private PriorityQueue<int, int>? _free;

    /// <summary>Keys that there are.</summary>
    public int Count { get; private set; }

    /// <summary>Slots run from 0 to this, exclusive; some of them may be free.</summary>
    public int Slots { get; private set; }

    /// <summary>Slots that there is room for.</summary>
    public int Capacity => _ranges.Length;

    public bool IsUsed(int slot) => slot < Slots && _ranges[slot].Length >= 0;

    /// <summary>Bytes of the keys that there are.</summary>
    public int KeyBytes => _keyBytes - _garbage;

    public ReadOnlySpan<byte> Key(int slot) => _keys.AsSpan(_ranges[slot].Start, _ranges[slot].Length);

    /// <summary>
    /// The same, good until <see cref="Clear"/>: what was written of a key stays as it is, whoever gets its slot.
    /// </summary>
    public ReadOnlyMemory<byte> KeyMemory(int slot) => _keys.AsMemory(_ranges[slot].Start, _ranges[slot].Length);

    /// <returns>The slot, or -1.</returns>
    public int Find(ReadOnlySpan<byte> key) => SlotIn(FindBucket(key, Hash(key)));

    /// <summary>The slot of <paramref name="key"/>, new or known.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> key)
    {
        var hash = Hash(key);
        var bucket = FindBucket(key, hash);
        var found = SlotIn(bucket);
        return found >= 0 ? found : Add(key, hash, bucket);
    }

    /// <summary>Forgets the key of a slot, which is then free.</summary>
    public void Remove(int slot)
    {
        Unlink(slot);
        (_free ??= new()).Enqueue(slot, slot);
        Count--;
        while (Slots > 0 && _ranges[Slots - 1].Length < 0) Slots--;
        if (Count == Slots) _free = null;
    }

    /// <summary>Gives a slot another key.</summary>
    /// <param name="slot">In use.</param>
    /// <param name="key">Not known yet.</param>
    public void Rename(int slot, ReadOnlySpan<byte> key)
    {
        Unlink(slot);
        var hash = Hash(key);
        Link(slot, key, hash, FindBucket(key, hash));
    }

    /// <summary>Forgets every key. Keeps its memory.</summary>
    public void Clear()
    {
        Count = 0;
        Slots = 0;
        _keyBytes = 0;
        _garbage = 0;
        _free = null;
        Array.Clear(_buckets);
    }

    /// <summary>Gives memory back if most of it is unused. Slots stay what they are.</summary>
    public void Trim()
    {
        if (Slots > Capacity / 4 || Capacity <= InitialCapacity) return;

        Rebuild((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(InitialCapacity, Slots * 2)));
        Compact(_keyBytes - _garbage);
    }

    private static uint Hash(ReadOnlySpan<byte> key) => (uint)XxHash3.HashToUInt64(key, Seed);

    private int FindBucket(ReadOnlySpan<byte> key, uint hash)
    {
        var buckets = _buckets;
        var mask = buckets.Length - 1;
        for (var bucket = (int)hash & mask; ; bucket = (bucket + 1) & mask)
        {
            var held = buckets[bucket];
            if (held == 0) return bucket;
            if (((held ^ (int)hash) & ~mask) == 0 && Key((held & mask) - 1).SequenceEqual(key)) return bucket;
        }
    }

    private int SlotIn(int bucket) => (_buckets[bucket] & (_buckets.Length - 1)) - 1;

    private void Put(int bucket, int slot)
    {
        var mask = _buckets.Length - 1;
        _buckets[bucket] = ((int)_hashes[slot] & ~mask) | (slot + 1);
    }

    private int Add(ReadOnlySpan<byte> key, uint hash, int bucket)
    {
        var slot = TakeSlot();
        if (slot == Capacity)
        {
            Rebuild(Capacity * 2);
            bucket = FindBucket(key, hash);
        }

        Slots = Math.Max(Slots, slot + 1);
        Count++;
        Link(slot, key, hash, bucket);
        return slot;
    }

    private int TakeSlot()
    {
        while (_free is not null && _free.TryDequeue(out var slot, out _))
        {
            if (slot < Slots && !IsUsed(slot)) return slot;
        }

        return Slots;
    }

    private void Link(int slot, ReadOnlySpan<byte> key, uint hash, int bucket)
    {
        if (_garbage > _keyBytes / 2 && _garbage > 4096)
        {
            _ranges[slot] = new KeyRange(0, -1);
            Compact(_keyBytes - _garbage + key.Length);
        }

        var end = _keyBytes + key.Length;
        if (end > _keys.Length) Array.Resize(ref _keys, (int)BitOperations.RoundUpToPowerOf2((uint)end));
        key.CopyTo(_keys.AsSpan(_keyBytes));
        _ranges[slot] = new KeyRange(_keyBytes, key.Length);
        _keyBytes = end;
        _hashes[slot] = hash;
        Put(bucket, slot);
    }

    private void Unlink(int slot)
    {
        var mask = _buckets.Length - 1;
        var hole = (int)_hashes[slot] & mask;
        while (SlotIn(hole) != slot) hole = (hole + 1) & mask;

        // What was put behind the hole because its own place was taken moves up, so that it is still found.
        for (var next = (hole + 1) & mask; _buckets[next] != 0; next = (next + 1) & mask)
        {
            var home = (int)_hashes[SlotIn(next)] & mask;
            if (((next - home) & mask) < ((next - hole) & mask)) continue;
            _buckets[hole] = _buckets[next];
            hole = next;
        }

        _buckets[hole] = 0;
        _garbage += _ranges[slot].Length;
        _ranges[slot] = new KeyRange(0, -1);
    }

    private void Rebuild(int capacity)
    {
        Array.Resize(ref _ranges, capacity);
        Array.Resize(ref _hashes, capacity);
        _buckets = new int[capacity * 2];
        var mask = _buckets.Length - 1;
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_ranges[slot].Length < 0) continue;
            var bucket = (int)_hashes[slot] & mask;
            while (_buckets[bucket] != 0) bucket = (bucket + 1) & mask;
            Put(bucket, slot);
        }
    }

    private void Compact(int neededBytes)
    {
        var keys = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(neededBytes, InitialCapacity))];
        var used = 0;
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_ranges[slot].Length < 0) continue;
            var key = Key(slot);
            key.CopyTo(keys.AsSpan(used));
            _ranges[slot] = new KeyRange(used, key.Length);
            used += key.Length;
        }

        _keys = keys;
        _keyBytes = used;
        _garbage = 0;
    }

    /// <param name="Start">Of the key's bytes.</param>
    /// <param name="Length">-1 for a slot that is free.</param>
    private readonly record struct KeyRange(int Start, int Length);
}
