namespace LogPair.Processor.Pipeline.Following;

/// <summary>Sums of sizes that somebody else chose.</summary>
internal static class Bytes
{
    /// <summary>At most the greatest number there is: a few sparse files are enough to pass it.</summary>
    public static long Sum(IEnumerable<long> sizes)
    {
        var sum = 0L;
        foreach (var size in sizes) sum = size > long.MaxValue - sum ? long.MaxValue : sum + Math.Max(0, size);
        return sum;
    }
}
