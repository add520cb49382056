using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Aggregation;

/// <summary>Upper bounds of a histogram's buckets. Immutable.</summary>
internal sealed class BucketBounds
{
    // Ascending, and then more than any value up to a whole number of vectors.
    private readonly double[] _padded;

    /// <param name="bounds">Ascending, without the infinite one.</param>
    public BucketBounds(IReadOnlyList<double> bounds)
    {
        Count = bounds.Count;
        var vectors = (Count + Vector256<double>.Count - 1) / Vector256<double>.Count;
        var padding = (vectors * Vector256<double>.Count) - Count;
        _padded = [.. bounds, .. Enumerable.Repeat(double.PositiveInfinity, padding)];
    }

    /// <summary>How many there are, without the infinite one.</summary>
    public int Count { get; }

    /// <summary>The bucket that a value is counted in: Prometheus' buckets include their upper bound.</summary>
    /// <remarks>
    /// As many bounds are below the value as buckets come before its own. There are about a dozen: to compare all of
    /// them at once costs less than to guess where a search ends.
    /// </remarks>
    public int BucketOf(double value)
    {
        var bucket = 0;
        var wanted = Vector256.Create(value);
        foreach (var bounds in MemoryMarshal.Cast<double, Vector256<double>>(_padded))
            bucket += BitOperations.PopCount(Vector256.GreaterThan(wanted, bounds).ExtractMostSignificantBits());
        return bucket;
    }
}
