namespace LogPair.Benchmarks.Measuring;

/// <summary>The middle of several measurements, and other shares of them.</summary>
internal static class Median
{
    /// <summary>Of an even number of values the mean of the middle two.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new InvalidOperationException("There is no median of nothing.");

        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The smallest value that at least this share of all values does not exceed (nearest rank).</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">Above 0, up to 1.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Max((int)Math.Ceiling(sorted.Count * share) - 1, 0)];
}
