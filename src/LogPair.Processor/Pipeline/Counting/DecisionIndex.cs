using System.Runtime.CompilerServices;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Numbers the keys of records in the order in which they are added. One owner thread.</summary>
internal sealed class DecisionIndex
{
    private const int InitialPlaces = 64;

    // Open addressing, at most half full. _words holds the keys one after the other.
    private Place[] _places = new Place[InitialPlaces];
    private ulong[] _words = new ulong[InitialPlaces];
    private int _used;

    public int Count { get; private set; }

    public int KeyBytes => _used * sizeof(ulong);

    /// <returns>The number of a key; -1 if it is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(RecordKey key)
    {
        // Most keys are at the first place that is looked at.
        var places = _places;
        var hash = key.Hash;
        ref readonly var place = ref places[(int)hash & (places.Length - 1)];
        return place.Hash == hash && place.Number > 0 && IsAt(place.Start, key.Words)
            ? place.Number - 1
            : FindFurther(key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindFurther(RecordKey key)
    {
        var places = _places;
        var hash = key.Hash;
        for (var at = (int)hash & (places.Length - 1); ; at = (at + 1) & (places.Length - 1))
        {
            ref readonly var place = ref places[at];
            if (place.Hash == hash && place.Number > 0 && IsAt(place.Start, key.Words)) return place.Number - 1;
            if (place.Number == 0) return -1;
        }
    }

    /// <summary>Adds a key that is not known.</summary>
    public int Add(RecordKey key)
    {
        if (2 * (Count + 1) > _places.Length) Grow();
        var words = key.Words;
        var needed = _used + words.Length;
        if (needed > _words.Length) Array.Resize(ref _words, Math.Max(2 * _words.Length, needed));
        words.CopyTo(_words.AsSpan(_used));
        Put(new Place { Hash = key.Hash, Start = _used, Number = ++Count });
        _used += words.Length;
        return Count - 1;
    }

    public void Clear()
    {
        Array.Clear(_places);
        Count = 0;
        _used = 0;
    }

    // A key tells by its first words how long it is, so none is the beginning of another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsAt(int start, ReadOnlySpan<ulong> words)
    {
        if (_words.Length - start < words.Length) return false;

        // Word by word, as they have just been written: a vector would have to wait until all of its words are in memory.
        var known = _words.AsSpan(start, words.Length);
        for (var i = 0; i + RecordKey.WordsATime <= words.Length; i += RecordKey.WordsATime)
        {
            var differences = (known[i] ^ words[i]) | (known[i + 1] ^ words[i + 1])
                | (known[i + 2] ^ words[i + 2]) | (known[i + 3] ^ words[i + 3]);
            if (differences != 0) return false;
        }

        return true;
    }

    private void Grow()
    {
        var old = _places;
        _places = new Place[2 * old.Length];
        foreach (var place in old)
        {
            if (place.Number > 0) Put(place);
        }
    }

    private void Put(Place place)
    {
        var mask = _places.Length - 1;
        var at = (int)place.Hash & mask;
        while (_places[at].Number > 0) at = (at + 1) & mask;
        _places[at] = place;
    }

    private struct Place
    {
        public ulong Hash;

        // Of the key in _words.
        public int Start;

        // One more than the key's; 0 for a place that is free.
        public int Number;
    }
}
