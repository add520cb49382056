namespace LogPair.Benchmarks.Workload;

/// <summary>Random numbers that are the same for a seed on every machine and runtime.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <returns>From 0 to <paramref name="bound"/> - 1.</returns>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    public bool IsOneIn(int bound) => Below(bound) == 0;

    /// <summary>One of several choices with different shares.</summary>
    /// <param name="cumulative">The shares, each with those before it added.</param>
    /// <returns>Index of the choice.</returns>
    public int Pick(ReadOnlySpan<int> cumulative)
    {
        var drawn = Below(cumulative[^1]);
        var index = 0;
        while (cumulative[index] <= drawn) index++;
        return index;
    }
}
