using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Aggregation;

/// <summary>Upper bounds of a histogram's buckets. Immutable.</summary>
internal sealed class BucketBounds
{
    // Ascending, and then more than any value up to a whole number of vectors.
    private readonly Vector256<double>[] _padded;

    /// <param name="bounds">Ascending, without the infinite one.</param>
    public BucketBounds(IReadOnlyList<double> bounds)
    {
        Count = bounds.Count;
        _padded = new Vector256<double>[(Count + Vector256<double>.Count - 1) / Vector256<double>.Count];
        var padded = MemoryMarshal.Cast<Vector256<double>, double>(_padded.AsSpan());
        padded.Fill(double.PositiveInfinity);
        for (var i = 0; i < Count; i++) padded[i] = bounds[i];
    }

    /// <summary>How many there are, without the infinite one.</summary>
    public int Count { get; }

    /// <summary>The bucket that a value is counted in: Prometheus' buckets include their upper bound.</summary>
    /// <remarks>
    /// As many bounds are below the value as buckets come before its own. There are about a dozen: to compare all of
    /// them at once costs less than to guess where a search ends.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BucketOf(double value)
    {
        var bucket = 0;
        var wanted = Vector256.Create(value);
        foreach (var bounds in _padded)
            bucket += BitOperations.PopCount(Vector256.GreaterThan(wanted, bounds).ExtractMostSignificantBits());
        return bucket;
    }
}
