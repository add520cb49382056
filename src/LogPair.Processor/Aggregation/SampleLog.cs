namespace LogPair.Processor.Aggregation;

/// <summary>What was measured in one batch, as it was measured, to be read series by series.</summary>
/// <typeparam name="T">A measurement.</typeparam>
/// <remarks>
/// For metrics whose values are too big to have one of them in every lane. Its size is that of the batch.
/// </remarks>
internal sealed class SampleLog<T>
    where T : struct
{
    // Samples of a slot are linked: _heads[slot] - 1 is the last one, Next - 1 the one before.
    private int[] _heads = [];
    private (T Sample, int Next)[] _samples = new (T, int)[16];
    private int _count;

    public void Resize(int capacity) => Array.Resize(ref _heads, capacity);

    public void Add(int slot, T sample)
    {
        if (_count == _samples.Length) Array.Resize(ref _samples, _count * 2);
        _samples[_count] = (sample, _heads[slot]);
        _heads[slot] = ++_count;
    }

    /// <summary>Takes a sample of a slot, the last one first.</summary>
    public bool TryTake(int slot, out T sample)
    {
        sample = default;
        if (_heads[slot] == 0) return false;

        (sample, _heads[slot]) = _samples[_heads[slot] - 1];
        return true;
    }

    /// <summary>Everything is taken.</summary>
    public void Clear() => _count = 0;
}
